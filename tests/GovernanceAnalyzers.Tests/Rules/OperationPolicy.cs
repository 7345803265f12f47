namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>A policy that turns one rule on, with the settings that the tests of calls ask for.</summary>
internal static class OperationPolicy
{
    public static string For(string rule, string options = "") => $$"""
        schemaVersion: 1
        rules:
          {{rule}}: { severity: warning{{options}} }
        sdks:
          - sdk: settings-of-the-tests
            settings:
              - { type: OpenAI.Chat.ChatCompletionOptions, property: MaxOutputTokenCount, kind: output-limit }
              - { type: Microsoft.Extensions.AI.ChatOptions, property: MaxOutputTokens, kind: output-limit }
              - { type: Anthropic.Models.Messages.MessageCreateParams, property: MaxTokens, kind: output-limit }
              - { type: System.ClientModel.Primitives.ClientPipelineOptions, property: NetworkTimeout, kind: timeout }
              - { type: Microsoft.Extensions.AI.OpenTelemetryChatClient, property: EnableSensitiveData, kind: content-capture }
              - { type: System.ClientModel.Primitives.ClientLoggingOptions, property: EnableMessageContentLogging, kind: content-capture }
        """;
}
