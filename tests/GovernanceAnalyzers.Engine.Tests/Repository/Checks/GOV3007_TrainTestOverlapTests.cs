using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Repository.Contamination;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV3007_TrainTestOverlapTests
{
    private const string Policy = "schemaVersion: 1\nrules: { GOV3007: error }\ncontamination: { maxOverlap: 0, nearDuplicate: 0.8 }\n";

    private const string Question = "How do I return a parcel that was delivered to the wrong address last week?";

    [Fact]
    public void A_prompt_that_is_asked_again_in_the_evaluation_is_found()
    {
        using var repository = Repository(
            "train.jsonl", $$"""{"prompt":"Where is my order?","completion":"On its way."}""" + "\n" + $$"""{"prompt":"{{Question}}","completion":"Write to us."}""" + "\n",
            "test.jsonl", Other() + $$"""{"question":"how do i return a parcel, that was delivered to the wrong address — last week","answer":"It depends."}""" + "\n");

        var finding = Assert.Single(Find(repository));

        Assert.Equal(("GOV3007", Severity.Error, "data/test.jsonl(4,1)", "test"), (finding.RuleId, finding.Severity, finding.Place.ToString(), finding.Dataset));
        Assert.Equal(
            "1 of 4 examples (25 %) of the evaluation file 'data/test.jsonl' are also in data that a model was made from or looks into, and the policy accepts 0 % "
            + "(contamination.maxOverlap, governance.yml(3)), because an evaluation with them measures memory: 1 the same in 'data/train.jsonl' (training). "
            + "For example, line 4 \"how do i return a parcel, that was delivered to the wrong ad…\" is line 2 of 'data/train.jsonl'. Remove them from one of the two, and evaluate again. [governance.yml(2)]",
            finding.Message);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"system","content":"You are the assistant of a shop."},{"role":"user","content":"Q"},{"role":"assistant","content":"Write to us."}]}""", "jsonl")]
    [InlineData("""{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"Write to us."}]}""", "jsonl")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"Q"}]}]}""", "jsonl")]
    [InlineData("""{"instruction":"Q","input":"","output":"Write to us."}""", "jsonl")]
    [InlineData("""[{"prompt":"Q"}, {"prompt":"Other"}]""", "json")]
    [InlineData("""{"data":[{"paragraphs":[{"context":"Some text.","qas":[{"question":"Q","id":"1"}]}]}]}""", "json")]
    [InlineData("question,answer\r\n\"Q\",\"Write, please\"\r\n", "csv")]
    [InlineData("\uFEFFquestion;answer\r\nQ;Write\r\n", "csv")]
    [InlineData("id\tquestion\tlabel\n1\tQ\treturns\n", "tsv")]
    [InlineData("Where is it?\nQ\n", "txt")]
    [InlineData("# Questions\n\nSome people ask this: Q And we say: write to us.\n", "md")]
    public void However_the_training_data_is_written(string train, string extension)
    {
        using var repository = Repository("train." + extension, train.Replace("Q", Question), "test.jsonl", Other() + $$"""{"question":"{{Question}}"}""");

        Assert.Contains("'data/train." + extension + "' (training)", Assert.Single(Find(repository)).Message);
    }

    [Theory]
    [InlineData("question,answer\n\"Where is it?\",no\n\"Q\",\"Write,\nplease\"\n", "csv", 3)]
    [InlineData("[\n  {\"prompt\": \"Some question that nobody asks\"},\n  {\"prompt\": \"Q\"}\n]", "json", 3)]
    [InlineData("Where is my order, which I paid for?\n\nQ\n", "txt", 3)]
    [InlineData("- How long does it take to get it?\n\n- Q\n", "md", 3)]
    public void However_the_evaluation_data_is_written(string test, string extension, int line)
    {
        using var repository = Repository("train.jsonl", $$"""{"prompt":"{{Question}}"}""", "test." + extension, test.Replace("Q", Question));

        Assert.Equal($"data/test.{extension}({line},1)", Assert.Single(Find(repository)).Place.ToString());
    }

    [Fact]
    public void Nearly_the_same_is_found_and_merely_alike_is_not()
    {
        const string Long = "A customer writes that the parcel came two days late, that the box was wet and torn at one side, that the lamp inside has a crack in its glass, and that nobody has answered three letters since; what do we offer?";
        var near = Long.Replace("the lamp inside", "the lamp in it");
        var alike = "A customer writes that the shoes came in another size, that the box was fine, and that somebody has answered; what do we offer to a customer who wants the size that was ordered, and who pays for the way back?";
        using var repository = Repository("train.jsonl", Line(near) + Line(alike), "test.jsonl", Line(Long) + Line("Which of the two parcels is the one that came back to us today, and what was in it?"));

        var finding = Assert.Single(Find(repository));

        Assert.Contains("1 of 2 examples (50 %)", finding.Message);
        Assert.Contains("1 nearly the same in 'data/train.jsonl'", finding.Message);
        Assert.Matches("is to [0-9]+ % in line 1 of", finding.Message);
        Assert.Empty(Find(Repository("train.jsonl", Line(alike), "test.jsonl", Line(Long))));
    }

    [Fact]
    public void What_every_example_begins_with_is_no_overlap()
    {
        const string Header = "You are a careful assistant of the support desk of a shop. Answer in at most three sentences and never promise a refund before you have seen the order number. Question: ";
        string[] asked = ["is the red lamp in stock", "can I pay by invoice", "where is the nearest shop", "when does the sale end", "do you ship to Norway", "how do I wash this jacket"];
        using var repository = Repository(
            "train.jsonl", string.Concat(asked.Take(3).Select(q => Line(Header + q))),
            "test.jsonl", string.Concat(asked.Skip(3).Select(q => Line(Header + q))));

        Assert.Empty(Find(repository));
    }

    [Fact]
    public void A_shared_system_message_is_no_overlap_even_in_a_single_example()
    {
        const string System = "You are a careful assistant of the support desk of a shop. Answer in at most three sentences and never promise a refund before you have seen the order number.";
        using var repository = Repository("train.jsonl", Chat("is the red lamp in stock today"), "test.jsonl", Chat("can I pay by invoice from abroad"));

        Assert.Empty(Find(repository));

        static string Chat(string question) => $$"""{"messages":[{"role":"system","content":"{{System}}"},{"role":"user","content":"{{question}}"}]}""" + "\n";
    }

    /// <summary>Categories of a few words are no text: the row is what can be in both.</summary>
    [Theory]
    [InlineData("id,income,amount,term,age_group,repaid\nT-1,41200,9000,36,under 30,yes\nH-1,36050,11250,48,30 to 60,no\n", 1)]
    [InlineData("id,income,amount,term,age_group,repaid\nT-1,41200,9000,36,under 30,yes\nT-2,36051,11250,48,30 to 60,no\n", 0)]
    public void Rows_with_categories_are_compared_as_rows(string train, int expected)
    {
        using var repository = Repository("train.csv", train, "test.csv", "id,income,amount,term,age_group,repaid\nH-1,36050,11250,48,30 to 60,no\nH-2,64300,18750,30,over 60,yes\n");

        Assert.Equal(expected, Find(repository).Count(f => f.Severity > Severity.Suggestion));
    }

    [Theory]
    [InlineData("label\nyes\nno\nyes\n", "label\nyes\nno\n", "csv")]
    [InlineData("text,label\nI want my money back,Request for a refund\n", "text,label\nThe lamp is broken again,Request for a refund\n", "csv")]
    [InlineData("sepal,petal\n5.1,1.4\n4.9,1.4\n", "sepal,petal\n5.1,1.4\n6.2,4.5\n", "csv")]
    [InlineData("{\"question\":\"Which country is larger?\",\"answer\":\"The United States of America\"}\n", "{\"question\":\"Where was the treaty signed?\",\"answer\":\"The United States of America\"}\n", "jsonl")]
    public void Labels_short_answers_and_numbers_are_no_overlap(string train, string test, string extension)
    {
        using var repository = Repository("train." + extension, train, "test." + extension, test);

        Assert.DoesNotContain(Find(repository), f => f.Severity > Severity.Suggestion);
    }

    /// <summary>Rows get other numbers when a file is written again; what they say stays.</summary>
    [Fact]
    public void Rows_of_a_table_are_the_same_whatever_their_id()
    {
        using var repository = Repository(
            "train.csv",
            "id,amount,income,sex,age_group,repaid\nA1,12500,41300,f,18-29,1\nA2,9800,38200,m,30-44,0\n",
            "test.csv",
            "id,amount,income,sex,age_group,repaid\nT1,12500,41300,f,18-29,1\nT2,17300,52900,f,45-59,1\n");

        var finding = Assert.Single(Find(repository));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith("1 of 2 examples (50 %)", finding.Message);
    }

    [Theory]
    [InlineData("customer_id")]
    [InlineData("CustomerId")]
    [InlineData("Row_Number")]
    [InlineData("index")]
    public void Columns_that_tell_rows_apart_say_nothing_about_them(string name) => Assert.True(FieldRoles.IsIdentity(name));

    [Theory]
    [InlineData("paid")]
    [InlineData("humid")]
    [InlineData("amount")]
    [InlineData("label")]
    [InlineData("valid")]
    public void Other_columns_are_compared(string name) => Assert.False(FieldRoles.IsIdentity(name));

    [Fact]
    public void Documents_that_answer_the_questions_are_what_retrieval_is_for()
    {
        const string Answer = "A parcel that was delivered to a wrong address is fetched by the carrier within five working days, and the customer pays nothing for that.";
        var documents = "# Returns\n\nShop Ltd, internal, version 3 of the handbook for the support desk, do not pass on.\n\n" + Answer + "\n";
        var test = $$"""{"question":"{{Question}}","contexts":["{{Answer}}"],"ground_truth":"{{Answer}}"}""" + "\n";
        using var repository = Repository("handbook.md", documents, "test.jsonl", test, "retrieval");
        Assert.Empty(Find(repository));

        using var asked = Repository("handbook.md", documents + "\nSomebody asked: " + Question + "\n", "test.jsonl", test, "retrieval");
        Assert.Contains("'data/handbook.md' (retrieval)", Assert.Single(Find(asked)).Message);

        using var learned = Repository("handbook.md", documents, "test.jsonl", test.Replace("contexts", "topic"), "training");
        Assert.Empty(Find(learned));
    }

    [Fact]
    public void Shares_are_held_against_the_policy()
    {
        using var repository = Repository("train.jsonl", Line(Question), "test.jsonl", Other() + Line(Question))
            .With("governance.yml", Policy.Replace("maxOverlap: 0", "maxOverlap: 0.25"));
        Assert.Empty(Find(repository));

        repository.With("governance.yml", Policy.Replace("maxOverlap: 0", "maxOverlap: 0.24"));
        Assert.Contains("(25 %)", Assert.Single(Find(repository)).Message);
    }

    [Fact]
    public void Examples_in_several_files_count_once()
    {
        using var repository = Repository("train.jsonl", Line(Question), "test.jsonl", Other() + Line(Question))
            .With("data/more.jsonl", Line(Question))
            .With("governance/datasets/more.yml", "id: more\nlicence: MIT\nuse: few-shot\nfiles: data/more.jsonl\n");

        var finding = Assert.Single(Find(repository));

        Assert.StartsWith("1 of 4 examples (25 %)", finding.Message);
        Assert.Contains("1 the same in 'data/more.jsonl' (few-shot); 1 the same in 'data/train.jsonl' (training)", finding.Message);
    }

    [Fact]
    public void Two_files_of_one_record_are_told_apart_by_use_or_by_name()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy)
            .With("data/a.jsonl", Line(Question))
            .With("data/b.jsonl", Line(Question))
            .With("governance/datasets/d.yml", "id: d\nlicence: MIT\nuse: [training, evaluation]\nfiles:\n  - { path: data/a.jsonl, use: training }\n  - { path: data/b.jsonl, use: evaluation }\n");
        Assert.Equal(Severity.Error, Assert.Single(Find(repository)).Severity);

        repository.With("governance/datasets/d.yml", "id: d\nlicence: MIT\nuse: [training, evaluation]\nfiles: [data/a.jsonl, data/b.jsonl]\n");
        Assert.All(Find(repository), f => Assert.Equal((Severity.Suggestion, true), (f.Severity, f.Message.Contains("not assessed"))));
        Assert.Equal(2, Find(repository).Count);

        using var named = new TemporaryRepository().With("governance.yml", Policy)
            .With("data/train/part-01.jsonl", Line(Question))
            .With("data/test01.jsonl", Line(Question))
            .With("governance/datasets/d.yml", "id: d\nlicence: MIT\nuse: [training, evaluation]\nfiles: data/**\n");
        Assert.Equal(Severity.Error, Assert.Single(Find(named)).Severity);
    }

    [Fact]
    public void The_splits_of_a_dataset_card_are_compared()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy)
            .With("governance/datasets/faq/train.csv", "question,answer\n\"" + Question + "\",yes\n")
            .With("governance/datasets/faq/test.csv", "question,answer\n\"" + Question + "\",yes\n")
            .With("governance/datasets/faq/README.md", "---\nlicense: mit\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: train.csv\n  - split: test\n    path: test.csv\n---\n# FAQ\n");

        var finding = Assert.Single(Find(repository));

        Assert.Equal(("governance/datasets/faq/test.csv(2,1)", "faq"), (finding.Place.ToString(), finding.Dataset));
    }

    [Fact]
    public void The_same_file_for_both_is_found_whatever_it_is()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy)
            .With("data/a.png", "picture")
            .With("data/b/c.png", "picture")
            .With("data/d.png", "drawing")
            .With("governance/datasets/train.yml", "id: train\nlicence: MIT\nuse: training\nfiles: [data/a.png, data/d.png]\n")
            .With("governance/datasets/test.yml", "id: test\nlicence: MIT\nuse: evaluation\nfiles: [data/b/c.png, data/d.png]\n");

        var findings = Find(repository);

        Assert.Contains(findings, f => f.Message.StartsWith("The evaluation file 'data/b/c.png' is the same as 'data/a.png', which is for training (sha256 ", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.StartsWith("The file 'data/d.png' is declared for evaluation (dataset 'test') and for training (dataset 'train')", StringComparison.Ordinal));
        Assert.Equal(2, findings.Count);
    }

    [Theory]
    [InlineData("train.parquet", "PAR1", ".parquet is not a format that is read. Export the examples as JSON Lines")]
    [InlineData("train.xlsx", "PK", ".xlsx is not a format that is read")]
    [InlineData("train.jsonl", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n", "it is a Git LFS pointer. Run 'git lfs pull'")]
    [InlineData("train.jsonl", "{\"a\": 1}\n{\"b\": \n", "line 2 is not valid JSON")]
    [InlineData("train.json", "[{\"a\": \"b\"}", "the list is not closed")]
    [InlineData("train.jsonl.gz", "nothing", "it is not valid gzip")]
    [InlineData("train.jsonl", "", "it is empty")]
    public void What_cannot_be_read_is_said(string name, string text, string why)
    {
        using var repository = Repository(name, text, "test.jsonl", Line(Question));

        var finding = Assert.Single(Find(repository));

        Assert.Equal((Severity.Warning, "governance/datasets/train.yml(4,8)"), (finding.Severity, finding.Place.ToString()));
        Assert.Contains($"is not assessed for 'data/{name}' (training): ", finding.Message);
        Assert.Contains(why, finding.Message);
    }

    [Fact]
    public void Evaluation_files_that_cannot_be_read_are_said()
    {
        using var repository = Repository("train.jsonl", Line(Question), "test.jsonl", "{\"a\": ");

        Assert.Contains("not assessed for 'data/test.jsonl' (evaluation): line 1 is not valid JSON", Assert.Single(Find(repository)).Message);
    }

    [Fact]
    public void Examples_too_short_to_compare_are_said()
    {
        using var repository = Repository("train.jsonl", Line("Why?"), "test.jsonl", Line("Why?") + Line("How so?"));

        var finding = Assert.Single(Find(repository));

        Assert.Equal(Severity.Suggestion, finding.Severity);
        Assert.Contains("2 of its examples have too few words to be compared", finding.Message);
    }

    [Fact]
    public void Packed_files_are_read_and_bombs_are_not()
    {
        using var repository = Repository("train.jsonl.gz", "", "test.jsonl", Line(Question));
        Pack(repository, writer => writer.Write(Encoding.UTF8.GetBytes(Line(Question))));
        Assert.Contains("1 the same in 'data/train.jsonl.gz'", Assert.Single(Find(repository)).Message);

        Pack(repository, writer =>
        {
            var blanks = Encoding.UTF8.GetBytes(new string('\n', 1 << 20));
            for (var i = 0; i < 100; i++)
            {
                writer.Write(blanks);
            }
        });
        Assert.Contains("it unpacks to more than a hundred times its size", Assert.Single(Find(repository)).Message);

        static void Pack(TemporaryRepository repository, Action<Stream> write)
        {
            using var file = File.Create(Path.Combine(repository.Root, "data/train.jsonl.gz"));
            using var packed = new GZipStream(file, CompressionLevel.Optimal);
            write(packed);
        }
    }

    [Fact]
    public void An_unclosed_quote_or_an_endless_line_takes_bounded_memory()
    {
        using var quote = Repository("train.csv", "question,answer\n\"" + new string('x', 20_000_000), "test.jsonl", Line(Question));
        Assert.Contains("as if a quote was never closed", Assert.Single(Find(quote)).Message);

        using var line = Repository("train.jsonl", "{\"a\": \"" + new string('x', 20_000_000), "test.jsonl", Line(Question));
        Assert.Contains("line 1 has more than", Assert.Single(Find(line)).Message);
    }

    [Fact]
    public void A_second_run_reads_nothing_again()
    {
        using var repository = Repository("train.jsonl", Line(Question), "test.jsonl", Line(Question));
        foreach (var name in new[] { "data/train.jsonl", "data/test.jsonl" })
        {
            File.SetLastWriteTimeUtc(Path.Combine(repository.Root, name), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var first = repository.Compile();
        var before = RepositoryChecks.Run(first).Where(f => f.RuleId == "GOV3007").ToArray();
        first.Contents.Save();
        // Same length and time, so only memory can give the old answer.
        foreach (var name in new[] { "data/train.jsonl", "data/test.jsonl" })
        {
            var path = Path.Combine(repository.Root, name);
            File.WriteAllText(path, new string(' ', (int)new FileInfo(path).Length));
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(before.Select(f => f.Message), Find(repository).Select(f => f.Message));

        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, "data/test.jsonl"), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(Find(repository));
    }

    [Fact]
    public void Without_one_of_the_two_sides_there_is_nothing_to_say()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy)
            .With("data/train.parquet", "PAR1")
            .With("governance/datasets/train.yml", "id: train\nlicence: MIT\nuse: training\nfiles: [data/train.parquet, data/missing.csv]\n");

        Assert.Empty(Find(repository));
    }

    /// <summary>Three examples of which none is in any other file.</summary>
    private static string Other() =>
        Line("When does the shop in the old town open on a Sunday?") + Line("Which of the lamps can be dimmed without a remote control?") + Line("May I change the address of an order that is paid?");

    private static string Line(string question) => $$"""{"question":"{{question}}"}""" + "\n";

    private static TemporaryRepository Repository(string train, string trainText, string test, string testText, string use = "training") => new TemporaryRepository()
        .With("governance.yml", Policy)
        .With("data/" + train, trainText)
        .With("data/" + test, testText)
        .With("governance/datasets/train.yml", $"id: train\nlicence: MIT\nuse: {use}\nfiles: data/{train}\n")
        .With("governance/datasets/test.yml", $"id: test\nlicence: MIT\nuse: evaluation\nfiles: data/{test}\n");

    private static List<Finding> Find(TemporaryRepository repository) => [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV3007")];
}
