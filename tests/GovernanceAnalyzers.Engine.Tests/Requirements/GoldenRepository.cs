using System.Collections.Generic;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

/// <summary>A repository with a high-risk system that has all the evidence any shipped preset asks for.</summary>
internal static class GoldenRepository
{
    public const string Register = """
        systems:
          - id: screening
            riskTier: high
            owner: people-platform@shop.example
            dataClasses: [personal]
            oversight: { mode: human decides, role: recruiter, override: every proposal can be rejected }
            deployments: [{ target: cloud, region: westeurope, reason: closest to the data }]
            regulatory: { role: deployer, tier: high, reason: Annex III 4, decidedBy: legal, date: 2026-03-01, prohibitedPractice: false }
        models:
          - id: screener
            provider: huggingface
            reference: shop/screener
            origin: fine-tuned
            usedBy: [screening]
            owner: ml@shop.example
            purpose: proposes an order of applications
            acceptableUseReviewed: 2026-02-01
            source: https://huggingface.co/base/model
            publisher: base
            scan: { tool: scanner 3, date: 2026-09-01, result: nothing found }
            variantOf: screener-full
            optimisation: { method: int8, tool: onnxruntime }
            thresholds: { accuracy: { atLeast: 0.85 }, latency_p95_ms: { atMost: 1500 }, cost_per_1k_requests: { atMost: 5 } }
          - id: letters
            provider: openai
            reference: gpt-4.1-2025-04-14
            usedBy: [screening]
            owner: ml@shop.example
            purpose: drafts letters
            thresholds: { accuracy: { atLeast: 0.85 }, latency_p95_ms: { atMost: 1500 }, cost_per_1k_requests: { atMost: 5 } }
        suppliers:
          - { id: openai, terms: https://openai.com/policies, dataUse: not for training, subprocessors: reviewed, reviewedOn: 2026-06-01 }
        """;

    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>
    {
        ["governance/models/screener.md"] = Card("huggingface:shop/screener", "base_model: base/model\n"),
        ["governance/models/letters.md"] = Card("openai:gpt-4.1-2025-04-14", ""),
        ["governance/datasets/applications.yml"] = """
            id: applications
            licence: LicenseRef-Internal
            use: [fine-tuning, evaluation]
            origin: Applications of 2020 to 2025, with consent.
            owner: people-platform@shop.example
            version: 2026-Q3
            files: [{ path: data/a.jsonl, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }]
            personalData: personal
            privacy: { basis: consent, retention: P2Y, assessment: governance/risk/dpia.md }
            size: 12000 applications
            languages: [en, de]
            timeRange: 2020 to 2025
            gaps: [few applications from abroad]
            rights: { basis: consent, optOutHonoured: yes, takedownContact: privacy@shop.example }
            quality: { completeness: 0.99, duplicateRate: 0.001, checkedOn: 2026-08-01 }
            representativeness: { targetPopulation: applicants in Europe, groups: [age, gender], gaps: [people without a degree] }
            poisoningCheck: { method: sampling, date: 2026-08-01, result: nothing found }
            decontamination: { method: exact hashes, date: 2026-08-01 }
            partners: [none]
            """,
        ["governance/risk/dpia.md"] = "# Assessment\n\nLow remaining risk.\n",
        ["governance/evaluations/screener.yml"] = Evaluation("huggingface:shop/screener"),
        ["governance/evaluations/letters.yml"] = Evaluation("openai:gpt-4.1-2025-04-14"),
        ["governance/operations/rollback.yml"] = "target: openai:gpt-4.1-2025-04-14\nsteps: [switch back]\ntrigger: error rate\nowner: ops\nmaxMinutes: 30\nrehearsedOn: 2026-10-01\n",
        ["governance/operations/logging.yml"] = "sink: store\nretention: P2Y\n",
        ["governance/operations/monitoring.yml"] = """
            owner: ops
            signals:
              - { type: quality, metric: accuracy, threshold: 0.85, action: stop }
              - { type: drift, metric: shares, statistic: PSI, window: 7d, threshold: 0.2, action: evaluate }
              - { type: fairness, metric: disparate_impact, threshold: 0.8, action: stop }
            reviews:
              - { date: 2026-10-15, findings: none }
            """,
        ["governance/operations/incident-response.md"] = """
            ---
            contacts: [ops@shop.example]
            severities: [1, 2, 3]
            notifyWithin: P10D
            killSwitch: feature flag screening
            seriousIncidents: reported by legal
            exercisedOn: 2026-09-01
            ---
            # Incidents

            Call the contact.
            """,
        ["governance/security/threat-model.yml"] = """
            threats:
              - { id: prompt-injection, status: treated, mitigation: no instructions from applications }
              - { id: data-poisoning, status: treated, mitigation: sampling }
              - { id: information-disclosure, status: treated, mitigation: redaction }
              - { id: supply-chain, status: treated, mitigation: digests }
            adversarialTraining: { done: "no", effect: none measured }
            """,
        ["governance/audits/2026.yml"] = "date: 2026-05-01\nscope: all\nauditor: external\nfindings: [{ severity: critical, status: closed }]\n",
        ["governance/decisions/screener.md"] = "---\nalternatives: [rules]\ncriteria: [quality, cost]\ndecidedBy: board\ndate: 2026-01-10\n---\n# Choice\n\nReasons.\n",
        ["governance/transparency.yml"] = "disclosureText: An AI proposes the order.\nlocations: [application form]\n",
        ["governance/technical-documentation.yml"] = "retention: P10Y\nitems: [{ item: Annex IV 2, path: governance/models/screener.md }]\n",
        ["governance/ai-policy.md"] = "---\napprovedBy: board\napprovedOn: 2026-02-01\n---\n# Policy\n\nText.\n",
        ["governance/risk/risk-register.yml"] = "tolerance: 8\nreviewedOn: 2026-09-01\nrisks: [{ id: R1, likelihood: 2, impact: 4, treatment: reduce, owner: ops, status: open, residual: 6 }]\n",
        ["governance/risk/impact-assessment.md"] = "---\napprovedBy: board\nreviewedOn: 2026-03-01\n---\n# Impact\n\n## Affected groups\n\nApplicants.\n\n## Harms\n\nRejection.\n\n## Benefits\n\nSpeed.\n\n## Mitigations\n\nA person decides.\n",
        ["governance/people/training.yml"] = "records: [{ role: recruiter, topic: oversight, date: 2026-04-01 }]\n",
        ["governance/stakeholders.yml"] = "feedbackChannel: works council\nconsultations: [{ with: works council, date: 2026-02-01 }]\n",
        ["governance/soa.yml"] = "controls: [{ id: A.2.2, applicable: true, justification: in use }]\n",
        ["governance/evaluations/ablation.md"] = "# Ablation\n\nWithout the second stage accuracy falls to 0.8.\n",
    };

    public static TemporaryRepository Create()
    {
        var repository = new TemporaryRepository();
        foreach (var file in Files)
        {
            repository.With(file.Key, file.Value);
        }

        return repository;
    }

    private static string Card(string model, string more) =>
        $"---\nmodels: [\"{model}\"]\nowner: ml@shop.example\n{more}---\n# Card\n\n"
        + string.Concat(System.Linq.Enumerable.Select(
            [
                "Model details", "Intended use", "Out-of-scope use", "Limitations", "Trade-offs", "Ethical considerations", "Bias", "Training data", "Training procedure",
                "Hyperparameters", "Evaluation", "Environmental impact", "Human oversight", "Maintenance", "How to use",
            ],
            (string title) => $"## {title}\n\nSomething that somebody wrote.\n\n"));

    private static string Evaluation(string model) => $$"""
        model: {{model}}
        date: 2026-10-01
        tool: dotnet test
        dataset: { id: applications, kind: own }
        environment: pilot
        signedBy: qa@shop.example
        reviewedBy: audit@shop.example
        metrics:
          - { name: accuracy, value: 0.91, samples: 400, interval: [0.88, 0.94] }
          - { name: robustness_drop, value: 0.05, samples: 400, interval: [0.03, 0.07] }
          - { name: ece, value: 0.03, samples: 400, interval: [0.02, 0.04] }
          - { name: ood_auroc, value: 0.85, samples: 400, interval: [0.82, 0.88] }
          - { name: ood_drop, value: 0.1, samples: 400, interval: [0.05, 0.15] }
          - { name: demographic_parity_difference, value: 0.04, samples: 400, interval: [0.01, 0.07] }
          - { name: disparate_impact, value: 0.92, samples: 400, interval: [0.88, 0.96] }
          - { name: latency_p95_ms, value: 900, samples: 5000, interval: [880, 930] }
          - { name: cost_per_1k_requests, value: 2.1, samples: 5000, interval: [2, 2.2] }
          - { name: prompt_injection_success_rate, value: 0, samples: 300, interval: [0, 0.01] }
          - { name: extraction_rate, value: 0.001, samples: 1000, interval: [0, 0.003] }
        """;
}
