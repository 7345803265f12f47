using GovernanceAnalyzers.Configuration;
using Xunit;

namespace GovernanceAnalyzers.Tests.Configuration;

public class VariableFileTests
{
    private const string Dockerfile = """
        # syntax=docker/dockerfile:1
        ARG MODEL=gpt-4o
        FROM base
        ENV A=a B="b b" C='c' D=d\ d
        env OLD the rest  of it 
        ENV AI__Model=$MODEL AI__Other="${MODEL}-mini" \
            # between the lines
            LATER=${UNKNOWN} EMPTY= \
            DEFAULT=${UNKNOWN:-o1}
        RUN export ENV X=1
        ARG NEXT
        ENV NEXT_MODEL=$NEXT
        """;

    [Fact]
    public void Dockerfile_gives_what_ENV_sets() => Assert.Equal(
        ["A=a", "B=b b", "C=c", "D=d d", "OLD=the rest  of it", "AI__Model=gpt-4o", "AI__Other=gpt-4o-mini", "DEFAULT=o1"],
        Reading.Entries(DockerfileReader.Read, Dockerfile));

    [Fact]
    public void Dockerfile_spans_are_as_written() => Assert.Equal(
        ["a", "\"b b\"", "'c'", "d\\ d", "the rest  of it", "$MODEL", "\"${MODEL}-mini\"", "${UNKNOWN:-o1}"],
        Reading.Written(DockerfileReader.Read, Dockerfile));

    [Fact]
    public void Dockerfile_may_choose_its_escape() => Assert.Equal(
        ["A=C:\\x", "B=b"], Reading.Entries(DockerfileReader.Read, "# escape=`\nFROM x\nENV A=C:\\x `\n  B=b\n"));

    [Theory]
    [InlineData("")]
    [InlineData("ENV")]
    [InlineData("ENV ")]
    [InlineData("ENV A")]
    [InlineData("ENV A ")]
    [InlineData("ENV A=")]
    [InlineData("ENV =a")]
    [InlineData("ENV A=\\")]
    [InlineData("\\\n\\")]
    [InlineData("ARG A=a")]
    [InlineData("ENVIRONMENT A=a")]
    public void Dockerfile_without_values(string text) => Assert.Empty(Reading.Entries(DockerfileReader.Read, text));

    private const string Compose = """
        services:
          web:
            image: web
            environment:
              # which model
              OPENAI_MODEL: gpt-4o   # for now
              AI__Model: "o1"
              'QUOTED': 'o3'
              FROM_SHELL: ${MODEL}
              WITH_DEFAULT: ${MODEL:-o4}
              EMPTY:
              LONG: |
                not a value
              ALIAS: *anchor
            ports: ["80:80"]
          worker:
            environment:
            - A=a
            - "B=b b"
            - 'C=c'
            - PASSED
            - D = d
            labels:
              X: x
          other:
            environment: &shared
                - DEEP=x
        environment:
          TOP: no
        """;

    [Fact]
    public void Compose_gives_the_environment_of_services() => Assert.Equal(
        ["OPENAI_MODEL=gpt-4o", "AI__Model=o1", "QUOTED=o3", "WITH_DEFAULT=o4", "A=a", "B=b b", "C=c", "D=d", "DEEP=x"],
        Reading.Entries(ComposeReader.Read, Compose));

    [Fact]
    public void Compose_spans_are_as_written() => Assert.Equal(
        ["gpt-4o", "\"o1\"", "'o3'", "${MODEL:-o4}", "a", "b b", "c", "d", "x"],
        Reading.Written(ComposeReader.Read, Compose));

    [Theory]
    [InlineData("  environment:")]
    [InlineData("  environment:\n    A")]
    [InlineData("  environment:\n    A:b")]
    [InlineData("  environment:\n    - \"A=b")]
    [InlineData("  environment:\n    -\n    - \n    - \"")]
    [InlineData("  environments:\n    A: b")]
    public void Compose_without_values(string text) => Assert.Empty(Reading.Entries(ComposeReader.Read, text));

    [Fact]
    public void DotEnv_gives_its_lines()
    {
        const string text = "\uFEFFFIRST=1\n# A=comment\nexport B=b # comment\nC=\"c c\" # comment\nD='d#d'\nE=e#e\n\nEMPTY=\nHOLE=${X}\nUSE=${B}-mini\r\nOPEN=\"x\n no=x y\nX Y=z\n=z\nlast";
        Assert.Equal(["FIRST=1", "B=b", "C=c c", "D=d#d", "E=e#e", "USE=b-mini", "no=x y"], Reading.Entries(DotEnvReader.Read, text));
        Assert.Equal(["1", "b", "\"c c\"", "'d#d'", "e#e", "${B}-mini", "x y"], Reading.Written(DotEnvReader.Read, text));
    }
}
