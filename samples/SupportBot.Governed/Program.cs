using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot;

// SupportBot <ticket id> <free|standard|premium> <question …>
if (args is ["upload"])
{
    Console.WriteLine(await TrainingFiles.UploadAllAsync(new SupportOptions()));
    return 0;
}

if (args.Length < 3 || !Enum.TryParse<CustomerTier>(args[1], ignoreCase: true, out var tier))
{
    Console.Error.WriteLine("Usage: SupportBot <ticket id> <free|standard|premium> <question>");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using var services = new ServiceCollection()
    .AddLogging(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
    .AddSingleton<SupportOptions>()
    .AddSingleton<FaqIndex>()
    .AddSingleton<ChatAnswerer>()
    .AddSingleton<TicketSummariser>()
    .AddSingleton(s => FallbackAnswerer.CreateClient(s.GetRequiredService<SupportOptions>(), s.GetRequiredService<ILogger<AuditedChatClient>>()))
    .AddSingleton<FallbackAnswerer>()
    .BuildServiceProvider();

var options = services.GetRequiredService<SupportOptions>();
var faq = services.GetRequiredService<FaqIndex>();
var chat = services.GetRequiredService<ChatAnswerer>();
var ticket = new Ticket(args[0], tier, string.Join(' ', args[2..]));

await faq.LoadAsync(Path.Combine(AppContext.BaseDirectory, "data", "faq.csv"), stop.Token);
var entries = await faq.FindAsync(ticket.Question, options.FaqEntriesPerPrompt, stop.Token);
string answer;
try
{
    answer = await chat.AnswerAsync(ticket, entries, Console.Out, stop.Token);
}
catch (System.ClientModel.ClientResultException e)
{
    services.GetRequiredService<ILogger<Program>>().LogWarning(e, "OpenAI did not answer, trying the fallback");
    answer = await services.GetRequiredService<FallbackAnswerer>().AnswerAsync(ticket, entries, stop.Token);
    Console.WriteLine(answer);
}

if (await chat.NeedsPersonAsync(ticket, stop.Token))
{
    var summariser = services.GetRequiredService<TicketSummariser>();
    var summary = await summariser.SummariseAsync(ticket, answer, stop.Token);
    Console.WriteLine($"\n--- {await summariser.TitleAsync(summary, stop.Token)} ---\n{summary}");
}

return 0;
