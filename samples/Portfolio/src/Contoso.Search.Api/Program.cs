using Contoso.Ai;
using Contoso.Search.Api;
using Contoso.Shared;
using OpenAI.Chat;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(s => new Clients(
    builder.Configuration["OpenAI:ApiKey"] ?? throw new InvalidOperationException("Set OpenAI:ApiKey."),
    s.GetRequiredService<ILoggerFactory>()));
builder.Services.AddSingleton<Classifier>();
builder.Services.AddSingleton<DocumentIndex>();

// The preview of the new answers reads its model from configuration.
builder.Services.AddKeyedSingleton("preview", (s, _) => new ChatClient(
    builder.Configuration["OpenAI:PreviewModel"] ?? "chatgpt-4o-latest",
    builder.Configuration["OpenAI:ApiKey"]));

var app = builder.Build();
app.MapPost("/documents", async (Document document, DocumentIndex index, Classifier classifier, CancellationToken cancellation) =>
{
    var label = await classifier.ClassifyAsync(Text.Excerpt(document.Text, 4000), cancellation);
    await index.AddAsync(document, cancellation);
    return Results.Created($"/documents/{document.Id}", new { document.Id, label });
});
app.MapGet("/search", (string q, DocumentIndex index, CancellationToken cancellation) => index.FindAsync(q, 10, cancellation));
app.MapGet("/answer", async (string q, DocumentIndex index, [FromKeyedServices("preview")] ChatClient chat, CancellationToken cancellation) =>
{
    var found = await index.FindAsync(q, 3, cancellation);
    ChatCompletion completion = await chat.CompleteChatAsync(
        [new SystemChatMessage("Answer from these documents: " + string.Join(", ", found)), new UserChatMessage(q)],
        cancellationToken: cancellation);
    return completion.Content[0].Text;
});
app.Run();

public sealed record Document(string Id, string Text);
