using Anthropic;
using Contoso.TicketWorker;
using Microsoft.Extensions.Logging;

using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
var router = new TicketRouter(new AnthropicClient(), loggers.CreateLogger<TicketRouter>());
var folder = args.Length > 0 ? args[0] : "inbox";
foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order())
{
    var team = await router.TeamForAsync(await File.ReadAllTextAsync(file));
    Directory.CreateDirectory(Path.Combine(folder, team));
    File.Move(file, Path.Combine(folder, team, Path.GetFileName(file)));
}
