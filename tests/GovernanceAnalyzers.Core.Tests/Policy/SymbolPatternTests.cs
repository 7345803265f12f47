using GovernanceAnalyzers.Core.Policy;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Policy;

public class SymbolPatternTests
{
    private const string Ask = "Shop.Bot.Ask(string, System.Threading.CancellationToken)";

    [Theory]
    // As messages show it.
    [InlineData("Shop.Bot.Ask(string, System.Threading.CancellationToken)", Ask, true)]
    [InlineData("Shop.Bot.Ask", Ask, true)]
    [InlineData("Shop.Bot.*", Ask, true)]
    [InlineData("Shop.*(string, *)", Ask, true)]
    [InlineData("Shop.Bot", Ask, false)]
    [InlineData("Shop.Bot.Ask()", Ask, false)]
    [InlineData("Shop.Bot.AskAll", Ask, false)]
    [InlineData("Bot.Ask", Ask, false)]
    [InlineData("*.Ask", Ask, true)]
    [InlineData("*", Ask, true)]
    [InlineData("*", "", false)]
    [InlineData("", Ask, false)]
    [InlineData("Shop.Bot.Ask(string?)", "Shop.Bot.Ask(string?)", true)]
    // As documentation comments name it.
    [InlineData("M:Shop.Bot.Ask(System.String,System.Threading.CancellationToken)", Ask, true)]
    [InlineData("~M:Shop.Bot.Ask(System.String,System.Threading.CancellationToken)", Ask, true)]
    [InlineData("M:Shop.Bot.Ask(System.String)", Ask, false)]
    [InlineData("M:Shop.Bot.Ask", Ask, false)]
    [InlineData("M:Shop.Bot.Ask", "Shop.Bot.Ask()", true)]
    [InlineData("M:Shop.Bot.Ask*", Ask, true)]
    [InlineData("M:Shop.Bot.Ask(System.Int32@,System.Collections.Generic.List{System.String})", "Shop.Bot.Ask(ref int, System.Collections.Generic.List<string?>?)", true)]
    [InlineData("M:Shop.Bot.Ask(System.Nullable{System.Int32},System.String[])", "Shop.Bot.Ask(int?, params string[])", true)]
    [InlineData("M:Shop.Bot.#ctor(System.String)", "Shop.Bot.Bot(string)", true)]
    [InlineData("M:Shop.Bot.#ctor(System.String)", "Shop.Bot.Ask(string)", false)]
    [InlineData("M:Shop.Bot`1.#ctor", "Shop.Bot<T>.Bot()", true)]
    [InlineData("M:Shop.Bot.Map``1", "Shop.Bot.Map<T>()", true)]
    [InlineData("T:Shop.Bot", Ask, true)]
    [InlineData("T:Shop.Bot`1", "Shop.Bot<T>.Ask()", true)]
    [InlineData("T:Shop.Bo", Ask, false)]
    [InlineData("T:Shop.Bot.Ask", "Shop.Bot.AskAll()", false)]
    [InlineData("N:Shop", Ask, true)]
    [InlineData("N:Sho", Ask, false)]
    [InlineData("P:Shop.Bot.Client", "Shop.Bot.Client.get", true)]
    [InlineData("P:Shop.Bot.Client", "Shop.Bot.Client", true)]
    [InlineData("P:Shop.Bot.Client", "Shop.Bot.Clients.get", false)]
    [InlineData("F:Shop.Bot._client", "Shop.Bot._client", true)]
    [InlineData("M:", Ask, false)]
    [InlineData("M:(((", Ask, false)]
    [InlineData("~", Ask, false)]
    public void Matches(string pattern, string symbol, bool expected) => Assert.Equal(expected, SymbolPattern.Matches(pattern, symbol));
}
