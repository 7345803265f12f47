using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>For each kind of file, a valid one with every key that its shape knows.</summary>
internal static class FullDocuments
{
    public const string Pack = "Contoso.AiPolicy";

    public const string Profile = "release";

    /// <summary>A register with one system, of which something can be asked.</summary>
    public const string Systems = "schemaVersion: 1\nsystems: [{ id: shop, owner: shop@shop.example, riskTier: high }]\nmodels: [{ id: answers, reference: \"openai:gpt-4.1-2025-04-14\" }]\n";

    /// <summary>What a register holds below its version, with what the presets ask of it.</summary>
    private const string Register =
        """
        systems:
          - id: assistant
            name: Shop assistant
            purpose: Answers questions about orders.
            owner: support@shop.example
            riskTier: high
            dataClasses: [personal]
            paths: [src/**]
            regulatory:
              role: deployer
              tier: limited
              annexIII: none
              prohibitedPractice: false
              reason: It answers questions and decides nothing.
              decidedBy: legal@shop.example
              date: 2026-10-01
            oversight:
              mode: after each answer
              role: support lead
              override: The answer is withdrawn.
            deployments:
              - target: cloud
                region: [eu-west]
                reason: Customers live there.
                offlineBehaviour: A form is shown.
                fallback: A person answers.
                limits: { tokens: 800 }
          - id: prototype
            riskTier: minimal
            owner: labs@shop.example
            notApplicable:
              - { requirement: deployment-decision, reason: It runs nowhere yet., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
        models:
          - id: answers
            reference: "openai:gpt-4.1-2025-04-14"
            usedBy: assistant
            purpose: Answers questions.
            owner: support@shop.example
            supplier: openai-ireland
            rationale: docs/decisions/0007.md
            card: governance/models/answers.md
            origin: hosted
            retiresOn: 2027-10-14
            replacement: "openai:gpt-5-2025-08-07"
            thresholds: { accuracy: { atLeast: 0.95 }, latency_p95_ms: { atMost: 900 } }
            notApplicable: { requirement: robustness, reason: One fixed prompt., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
          - id: search
            reference: "huggingface:shop/search@0123456789abcdef0123456789abcdef01234567"
            origin: fine-tuned
            license: Apache-2.0
            acceptableUseReviewed: 2026-10-01
            attributionFile: NOTICE.txt
            source: https://models.example/search
            publisher: Shop
            digest: { alg: sha256, value: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }
            scan: { tool: picklescan, date: 2026-10-01, result: clean }
            variantOf: "huggingface:base/search"
            optimisation: { method: quantisation, bits: 8, tool: llama.cpp }
          - id: routed
            deployments: [router]
            resolvedVersion: "azure-openai:gpt-4.1-2025-04-14"
            compensation:
              reason: The provider has no versions.
              controls: [A golden set runs every night.]
              owner: support@shop.example
              reviewedOn: 2026-10-01
          - id: tenants
            reference: "openai:gpt-4.1-mini-2025-04-14"
            usedBy: assistant
            supplier: openai-ireland
            suppliedAtRunTime: { by: The settings of each tenant., reason: Tenants choose., owner: support@shop.example }
            notApplicable: { requirement: model-purpose, reason: Each tenant says., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
        suppliers:
          - id: openai-ireland
            name: OpenAI Ireland
            terms: https://terms.example
            dataUse: none
            subprocessors: none
            reviewedOn: 2026-10-01
          - id: azure
            terms: https://terms.example
            notApplicable: { requirement: supplier-record, reason: The parent company reviews it., approvedBy: ai-governance@shop.example, date: 2026-10-01 }

        """;

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
              regions: [eu-*]
              licences: { allow: [MIT], review: [share-alike], deny: [no-derivatives], unlisted: deny }
            endpoints: { allow: ["*.openai.azure.com", "https://gateway.contoso.com/llm/*"] }
            datasets:
              records: governance/data/*.yml
              files: [data/**]
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
            contamination: { maxOverlap: 0.01, nearDuplicate: 0.7 }
            evaluations: { files: [governance/evaluations/*.yml], baseline: governance/metrics.yml, maxRelativeDrop: 0.01, minGroupSamples: 40 }
            artefacts: { manifest: governance/model-files.yml }
            packages: { allow: ["OpenAI 2.*"] }
            catalogue: { maxAgeDays: 45 }
            requirements:
              - id: rollback-rehearsed
                kind: document
                title: Rehearsed rollback
                message: Nobody has rehearsed the rollback.
                path: ["governance/{system}/rollback.yml", "governance/{system}/steps.md"]
                fields:
                  - target
                  - { field: minutes, atLeast: 1, atMost: 60m }
                  - { field: mode, oneOf: [manual, automatic] }
                  - { field: level, equals: "2" }
                  - { field: state, not: [unknown] }
                  - { field: draft, present: false }
                  - { field: script, file: true }
                  - { field: ticket, optional: true }
                sections: [Steps | Procedure]
                reviewWithin: 180d
                reviewField: rehearsedOn
                per: system
                appliesTo:
                  - { riskTier: [high], dataClasses: personal, has: owner }
                  - { origin: trained, use: training, personalData: none }
                notApplicable: false
                optional: true
                severity: suggestion
                rule: DocumentStale
                controls: ["ISO/IEC 42001:2023 A.6.2.5", "EU AI Act Art. 12(2)"]
                locked: true
                forTier:
                  minimal: { optional: false }
                  limited: { severity: warning }
                  high: { reviewWithin: P3M, fields: [target, owner] }
              - id: answer-terms
                kind: record
                in: supplier
                fields: [terms]
              - id: answer-quality
                kind: metric
                metric:
                  name: [accuracy, f1]
                  atLeast: 0.85
                  atMost: 1
                  minSamples: 100
                  interval: true
                  maxAge: 26w
                  declared: true
                  environment: [production]
                  datasetKind: own
                  signed: true
                  reviewed: true
            rawHttp:
              scope: everywhere
              endpoints:
                - host: ai.shop.example
                  path: /ask/{deployment}
                  provider: azure-openai
                  kind: embedding
                  model: path
            security:
              sources:
                - { type: Shop.Mail.Message, members: [Body], kind: message, description: a mail to the shop, assembly: Shop.Mail }
                - { type: Shop.Web.FromShopAttribute, via: attribute, kind: http }
              sinks:
                - { type: Shop.Web.Page, members: [Write], parameter: text, kind: html, whenParameter: format, whenValues: [html], assembly: Shop.Web }
              validators:
                - { type: Shop.Web.Cleaner, members: ["Clean*"], kinds: [html, instructions], assembly: Shop.Web }
              approvals:
                - { type: Shop.Ai.Approved, members: [.ctor], via: wrapper, assembly: Shop.Ai }
              effects:
                - { type: Contoso.Orders.Client, members: ["Send*"], kind: send, parameter: order, when: [Live, "https://*"], unless: ["*/drafts*"] }
                - { type: Shop.Orders.Store, members: [CancelAsync], kind: write, assembly: Shop.Orders }
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
            "schemaVersion: 1\nextends:\n  - preset: nist-ai-rmf\n  - preset: eu-ai-act-high-risk\nregister:\n" + Indented(Register),
        ],
        ["register"] = ["schemaVersion: 1\n" + Register],
        ["evaluation"] =
        [
            """
            model: openai:gpt-4.1-2025-04-14
            date: 2026-11-01
            tool: shop-eval
            toolVersion: 2.1.0
            commit: 4f2a9c1
            run: https://ci.example/runs/42
            promptHash: 9f86d081
            dataset:
              id: intents
              role: test
              kind: own
              version: 2026-Q4
              sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            environment: production
            metrics:
              - name: accuracy
                value: 0.91
                samples: 400
                interval: [0.88, 0.94]
              - { name: demographic_parity_difference, value: 0.31, slice: age, samples: 400 }
            notApplicable:
              - { metric: ece, reason: It gives no probabilities., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
              - { requirement: robustness, reason: One fixed prompt., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
            signedBy: support@shop.example
            reviewedBy: ai-governance@shop.example
            notes: Measured twice.
            """,
            """
            model: openai:gpt-4.1-2025-04-14
            date: 2026-11-01
            tool: shop-eval
            results: [results.json]
            predictions:
              file: predictions.csv
              label: actual
              prediction: predicted
              score: probability
              groups: [age]
              positive: approve
            """,
        ],
        ["metrics-baseline"] =
        [
            """
            schemaVersion: 1
            models:
              - id: answers
                model: openai:gpt-4o-2024-08-06
                date: 2026-05-01
                metrics:
                  - { name: accuracy, value: 0.99, samples: 400, interval: [0.98, 1.0] }
                  - { name: politeness, value: 0.9, better: lower }
                  - { name: accuracy, value: 0.99, slice: German, dataset: intents }
            """,
        ],
        ["policy-test"] =
        [
            """
            schemaVersion: 1
            description: Aliases are errors in a release.
            evaluationDate: 2026-11-20
            profile: release
            only: [FloatingModelReference, GOV5001, GOV3001, GOV2006]
            code:
              - { model: "openai:gpt-4o", path: src/Bot.cs, line: 12 }
              - { deployment: "azure-openai:chat", path: src/Bot.cs }
              - { call: ChatClient.CompleteChatAsync, logged: yes, path: src/Bot.cs }
              - { dataset: data/intents.jsonl, path: src/Train.cs }
            expect:
              - { rule: FloatingModelReference, path: src/Bot.cs, line: 12, severity: error, status: open, message: gpt-4o }
              - { rule: DatasetUndeclared, severity: error }
              - { rule: DocumentMissing, requirement: rollback }
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
                  symbol: Shop.Preview.*
                  dataset: intents
                  requirement: rollback-*
                reason: The preview compares every new release.
                owner: search@shop.example
                approvedBy: ai-governance@shop.example
                approvedOn: 2026-11-10
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
                use: evaluation
            urls: [https://data.example/intents]
            licence: CC-BY-4.0
            licenceReview:
              by: legal@shop.example
              date: 2026-11-01
              result: allowed
            licenceLink: https://creativecommons.org/licenses/by/4.0/
            use: [training, evaluation]
            commercial: true
            origin: Collected by the support team.
            owner: support@shop.example
            version: 2026-Q4
            personalData: pseudonymised
            privacy: { basis: contract, retention: P2Y, assessment: governance/risk/intents.md }
            size: 12000 questions
            splits: [train 10000, test 2000]
            languages: [en]
            timeRange: 2024 to 2026
            gaps: [No questions by telephone.]
            rights: { basis: contract, optOutHonoured: yes, takedownContact: privacy@shop.example }
            quality: { completeness: 0.99, duplicateRate: 0.005, labelErrorRate: 0.01, checkedOn: 2026-10-01, tool: shop-eval }
            representativeness: { targetPopulation: Customers in Europe., groups: [age], gaps: [Children.] }
            poisoningCheck: { method: Outliers by embedding., date: 2026-10-01, result: clean }
            decontamination: { method: 13-grams, date: 2026-10-01, result: clean }
            partners: [none]
            reviewedOn: 2026-10-01
            collectedOn: 2026-09-30
            notApplicable: { requirement: dataset-hashes, reason: It grows every day., approvedBy: ai-governance@shop.example, date: 2026-10-01 }
            notes: English only.
            """,
        ],
        ["artefacts"] =
        [
            """
            schemaVersion: 1
            artefacts:
              - path: models/intent.onnx
                sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                model: intent
                format: ONNX
                source: https://models.shop.example/intent/7
                licence: Apache-2.0
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

    private static string Indented(string yaml) => string.Concat(yaml.TrimEnd('\n').Split('\n').Select(l => "  " + l + "\n"));
}
