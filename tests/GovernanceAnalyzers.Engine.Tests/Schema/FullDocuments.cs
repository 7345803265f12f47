using System.Collections.Generic;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>For each kind of file, a valid one with every key that its shape knows.</summary>
internal static class FullDocuments
{
    public const string Pack = "Contoso.AiPolicy";

    public const string Profile = "release";

    /// <summary>Several where two forms exclude each other.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByKind = new Dictionary<string, string[]>
    {
        ["governance"] =
        [
            """
            schemaVersion: 1
            name: shop
            owner: ai-governance@shop.example
            extends:
              - preset: baseline
                sha256: BASELINE
              - file: policy/company.yml
              - package: Contoso.AiPolicy
            failOn: warning
            rules:
              GOV1001: suggestion
              GOV5001:
                severity: suggestion
                errorFrom: 2027-01-01
                locked: true
                notVisible: none
                satisfiedBy: [Shop.Ai.AuditedChatClient]
            overrides:
              - paths: ["src/**"]
                riskTier: [high]
                rules: { GOV2001: error }
            profiles:
              release:
                failOn: suggestion
                rules: { NoFallback: error }
                overrides:
                  - { paths: src/**, riskTier: limited, rules: { NoFallback: warning } }
            locked: [datasets.licences, models.cards]
            register: governance/ai.yml
            models:
              cards: governance/cards/*.md
              allow: ["openai:*", "anthropic:claude-*"]
              retirement: { warnDays: 123 }
            datasets:
              records: governance/data/*.yml
              licences:
                allow: [MIT, LicenseRef-Shop]
                review: [share-alike, Apache-2.0]
                deny: [no-derivatives]
                unlisted: deny
            configuration: { files: ["deploy/*.env"] }
            waivers:
              file: governance/exceptions.yml
              maxDays: 91
              maxActive: 7
              unwaivable: [GOV6001]
              secondPerson: true
              warnDays: 17
              baseBranch: origin/release
            baseline:
              file: governance/known.json
              maxDays: 92
              baseBranch: origin/release
            catalogue: { maxAgeDays: 45 }
            rawHttp:
              scope: everywhere
              endpoints:
                - host: ai.shop.example
                  path: /ask/{deployment}
                  provider: azure-openai
                  kind: embedding
                  model: path
            sdks:
              - type: Shop.Ai.Gateway
                inference: [AskAsync]
                kind: rerank
                provider: openai
                assembly: Shop.Ai
                model: { method: AskAsync, parameter: model, kind: deployment }
                logged: true
              - type: Shop.Ai.Other
                inference: Ask
                model: { property: Model }
              - sdk: shop-training
                name: Shop training
                assemblies: [Shop.Training]
                provider: azure-openai
                inference:
                  - { type: T.A, methods: [Ask], kind: chat, versions: 1.2..3.0, assembly: Shop.A }
                models:
                  - { type: T.B, member: Ask, parameter: model, kind: model, provider: openai, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.B, property: Model, kind: deployment }
                constants:
                  - { type: T.C, values: { Small: shop-1 }, assembly: Shop.A }
                logging:
                  steps:
                    - { type: T.D, methods: [UseAudit], versions: 1.2..3.0, assembly: Shop.A, covers: [T.A.Ask] }
                  decorators:
                    - { type: T.E, versions: 1.2..3.0, assembly: Shop.A, covers: [T.A.Ask] }
                  options:
                    - { type: T.F, property: Log, versions: 1.2..3.0, assembly: Shop.A, covers: [T.A.Ask] }
                  switches:
                    - { name: Shop.Log, sources: [Shop.Ai], versions: 1.2..3.0, assembly: Shop.A, covers: [T.A.Ask] }
                  sources:
                    - { sources: [Shop.More], versions: 1.2..3.0, assembly: Shop.A, covers: [T.A.Ask] }
                datasets:
                  - { type: T.G, member: Load, parameter: path, kind: file, onlyWhen: { parameter: purpose, is: [FineTune] }, versions: 1.2..3.0, assembly: Shop.A }
                settings:
                  - { type: T.H, member: Set, parameter: tokens, kind: output-limit, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.H, property: Tokens, kind: output-limit }
                instructions:
                  - { type: T.I, member: Say, parameter: text, role: system, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.I, property: Prompt, role: system }
                artefacts:
                  - { type: T.J, member: Load, parameter: path, format: onnx, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.J, property: Path, format: onnx }
                credentials:
                  - { type: T.K, member: .ctor, parameter: key, kind: api-key, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.K, property: Key, kind: api-key }
                tools:
                  - { type: T.L, methods: [AddTool], kind: tool, versions: 1.2..3.0, assembly: Shop.A }
                  - { type: T.L, property: Tools, kind: tool }
                clients:
                  - { type: T.M, methods: [AddShop], kind: registration, service: [T.A], key: name, provider: openai, models: model, versions: 1.2..3.0, assembly: Shop.A }
            """,
        ],
        ["waivers"] =
        [
            """
            schemaVersion: 1
            waivers:
              - id: preview
                rule: FloatingModelReference
                scope:
                  path: src/Preview/**
                  model: "openai:chatgpt-4o-latest"
                reason: The preview compares every new release.
                owner: search@shop.example
                approvedBy: ai-governance@shop.example
                ticket: SEARCH-1312
                expires: 2027-01-31
            """,
        ],
        ["dataset"] =
        [
            """
            id: intents
            title: Questions by intent
            description: Real questions, each with one intent.
            files:
              - data/intents/*.jsonl
              - path: data/extra.jsonl
                sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            urls: [https://data.example/intents]
            licence: CC-BY-4.0
            licenceLink: https://creativecommons.org/licenses/by/4.0/
            use: [evaluation, few-shot]
            commercial: true
            origin: Collected by the support team.
            owner: support@shop.example
            version: 2026-Q4
            personalData: pseudonymised
            collectedOn: 2026-09-30
            notes: English only.
            """,
        ],
        ["lock"] =
        [
            """
            schemaVersion: 1
            layers:
              - layer: preset baseline
                sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
              - layer: Contoso.AiPolicy/governance.yml
                version: 1.9.0
                sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            """,
        ],
        ["sdk"] =
        [
            """
            sdk: shop-ai
            name: Shop AI
            packages: [Shop.Ai]
            assemblies: [Shop.Ai]
            provider: openai
            verified: [assembly Shop.Ai 1.2.3]
            inference:
              - { type: T.A, methods: [Ask], kind: chat }
            """,
        ],
    };
}
