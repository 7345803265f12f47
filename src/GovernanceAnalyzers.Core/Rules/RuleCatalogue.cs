using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>All rules, in order of their ids. Lists, schema and documentation are generated from here.</summary>
public static class RuleCatalogue
{
    /// <summary>Rules over code facts; the analyzer reports them and the gate decides them again.</summary>
    public static readonly IReadOnlyList<CodeRule> CodeRules =
    [
        new GOV1001_FloatingModelReference(),
        new GOV1002_UnpinnableModelReference(),
        new GOV1003_IndeterminateModelReference(),
        new GOV1004_RetiredModel(),
        new GOV1005_ModelRetiringSoon(),
        new GOV1006_ModelNotInRegister(),
        new GOV1008_ModelNotAllowed(),
        new GOV2001_ModelCardMissing(),
        new GOV2003_ModelCardMismatch(),
        new GOV3001_DatasetUndeclared(),
        new GOV3008_EvaluatedOnTrainingData(),
        new GOV4003_EvaluationForAnotherModel(),
        new GOV5001_InferenceCallNotLogged(),
        new GOV5002_OutputUnbounded(),
        new GOV5003_NoTimeoutOrCancellation(),
        new GOV5004_NoFallback(),
        new GOV5005_SensitiveDataLogged(),
        new GOV5008_ClientPerCall(),
        new GOV6001_UntrustedInputInInstructions(),
        new GOV6002_UnvalidatedModelOutput(),
        new GOV6003_HardCodedCredential(),
        new GOV6007_SideEffectWithoutApproval(),
        new GOV6008_EndpointNotAllowed(),
        new GOV6009_HiddenCharactersInPrompt(),
    ];

    /// <summary>Rules that the engine decides, from files or after compilation.</summary>
    private static readonly RuleInfo[] EngineRules =
    [
        new("GOV0001", "PolicyInvalid", RuleScope.Repository,
            "The policy, or a file it names, is not valid",
            "A key is unknown, a value is wrong or a file cannot be read. The build fails, because a policy that is half understood "
            + "protects nobody.",
            "Correct the place that the message names. What is valid stays in force meanwhile, and so does the built-in baseline."),
        new("GOV0002", "PolicyMissing", RuleScope.Repository,
            "The repository has no policy; the built-in baseline applies",
            "No governance.yml was found between the project and the root of the repository, so nobody chose the rules that apply.",
            "Add governance.yml at the root of the repository; 'governance init' begins one."),
        new("GOV0003", "LockedRuleLoosened", RuleScope.Repository,
            "A policy layer loosens a rule that a parent layer locked",
            "A locked rule may be made stricter further down, never weaker. The parent's setting stays in force.",
            "Remove the setting. For an exception use a waiver, which has an owner and an end."),
        new("GOV0004", "PolicyLayerChanged", RuleScope.Repository,
            "A policy layer is not the one that was agreed on, or cannot be found",
            "Its digest differs from the one that extends or governance.lock.yml states, or its package is not restored. Until somebody "
            + "agrees to the layer the build fails, because nobody knows what applies.",
            "Look at what changed with 'governance policy diff', then write the digest that the message shows, or run 'governance "
            + "policy lock' and commit governance.lock.yml. Where a package is missing, reference it and restore."),
        new("GOV0005", "WaiverInvalid", RuleScope.Repository,
            "A waiver is incomplete or not allowed",
            "A waiver needs an id, a rule, a scope, a reason, an owner and an expiry date. An invalid waiver waives nothing.",
            "Complete the waiver at its line. The message names the line of the policy that asks for more."),
        new("GOV0006", "WaiverExpired", RuleScope.Gate,
            "A waiver has expired",
            "The finding it covered counts again. Fix the finding, or renew the waiver with a new date and the same care as before.",
            "Fix what the waiver covered and delete it, or renew it with a new date and the same care as before."),
        new("GOV0007", "WaiverUnused", RuleScope.Gate,
            "A waiver covers nothing",
            "No finding matches the waiver any more. Delete it, so that it cannot hide a new finding by accident.",
            "Delete the waiver, or correct its scope if it was meant for something else."),
        new("GOV0008", "SuppressionWithoutWaiver", RuleScope.Gate,
            "A finding is suppressed in code or configuration, and no waiver covers it",
            "A pragma, [SuppressMessage], NoWarn or .editorconfig hides a governance finding. Use a waiver: it has an owner, a reason and "
            + "an end.",
            "Remove the suppression and fix what it hides, or move its reason into a waiver."),
        new("GOV0009", "AnalysisIncomplete", RuleScope.Gate,
            "The analysis of a project did not run to its end under the policy in force",
            "The analyzers were switched off, failed, or ran under another policy. Nothing can be said about this project, which is not "
            + "the same as nothing being wrong.",
            "Let the analyzers run in builds (RunAnalyzers, RunAnalyzersDuringBuild) and rebuild. An AD0001 is a mistake of ours; "
            + "report it."),
        new("GOV0010", "CatalogueEntryUnresolved", RuleScope.Gate,
            "A name in the catalogue or the policy does not exist in the referenced package",
            "The catalogue of SDKs, or an entry of the policy's sdks, names a type or member that the package does not have. Calls through "
            + "it, whatever it is called now, are not seen.",
            "Correct the name in the policy, or give the entry the versions that have it. For the shipped catalogue: describe what "
            + "the package has now under 'sdks', or use a version of the package that the catalogue knows."),
        new("GOV0011", "CatalogueOutdated", RuleScope.Repository,
            "The shipped catalogue of models is older than the policy wants",
            "Pinned forms, aliases and retirements are known as of a date. What providers announced since then is not seen. A newer version "
            + "of the package brings a newer catalogue.",
            "Update the package GovernanceAnalyzers."),
        new("GOV0012", "WaiverExpiringSoon", RuleScope.Repository,
            "A waiver is about to expire",
            "What the waiver covers counts again after its last day. Fix it, or have the waiver renewed before then.",
            "Fix what the waiver covers and delete it, or have it renewed with a new date and the same care as before."),
        new("GOV0013", "BaselineEntryUnused", RuleScope.Gate,
            "The baseline knows more findings than there are",
            "Something that the baseline records has been put right. Take it out, so that the baseline cannot hide the next finding of the "
            + "same kind.",
            "Run 'governance check --write-baseline'. It takes out what is fixed, and adds nothing."),
        new("GOV0014", "BaselineInvalid", RuleScope.Repository,
            "The baseline, or one of its entries, does not count",
            "The file cannot be read, an entry does not hold together, is older than the policy allows, or has been added or raised since "
            + "the base branch. A baseline may only shrink.",
            "Undo the change to the file. Fix what is new, or have it waived; fix what old entries record, then run 'governance "
            + "check --write-baseline'."),
        new("GOV0015", "GovernanceCheckNotInCi", RuleScope.Repository,
            "The continuous integration of the repository does not run the governance check",
            "Workflow files exist, and none of them runs 'governance check' or builds a project that references the package. What nobody runs "
            + "keeps nothing out.",
            "Add a step that runs 'governance check', or reference the package from the projects that are built, best in "
            + "Directory.Build.props."),
        new("GOV1007", "RegisterEntryUnused", RuleScope.Gate,
            "No code refers to a model of the register",
            "The register says that a model is in use, and no project that was analysed refers to it. A register that lists what is gone is "
            + "trusted for what is there.",
            "Remove the entry from the register, or correct its reference."),
        new("GOV1009", "DeploymentAutoUpgrades", RuleScope.Repository,
            "A deployment does not say which version of a model it serves, or lets it change",
            "Bicep, ARM or Terraform deploys a model without a version, or with automatic upgrades. What code calls by the name of "
            + "the deployment then changes without anybody changing anything.",
            "Write the version that was evaluated, and NoAutoUpgrade."),
        new("GOV1010", "AiPackageNotAllowed", RuleScope.Repository,
            "The policy does not allow an AI package",
            "A project references a package for AI that is not on the list of the policy, or in a version that is not.",
            "Use a package and version that is listed, or have this one added by whoever owns the list."),
        new("GOV2002", "ModelCardIncomplete", RuleScope.Repository,
            "A model card lacks something that the policy asks for",
            "A section or field that a requirement names is missing, empty or still a placeholder.",
            "Write the section, or fill in the field, that the message names."),
        new("GOV2004", "ModelCardInvalid", RuleScope.Repository,
            "A model card cannot be read",
            "The file is in none of the known formats, is malformed, or says of no model that it is about it, so it documents nothing as far as any "
            + "tool can tell.",
            "Correct the place in the card that the message names."),
        new("GOV2005", "ModelLicenceNotAllowed", RuleScope.Repository,
            "The policy does not allow a model's licence",
            "The licence in the model card or the register is denied, needs a review that is not on record, or cannot be "
            + "understood.",
            "State the licence as its publisher does. Where it wants a review, have one and record its day. Where it is denied, "
            + "choose another model."),
        new("GOV2006", "DocumentMissing", RuleScope.Repository,
            "A document or record that the policy asks for does not exist",
            "A requirement of the policy names evidence, and the repository has none at that place.",
            "Add the file, with what the message lists. Where the requirement does not apply, add the file all the same and say so, "
            + "with somebody who stands for it."),
        new("GOV2007", "DocumentIncomplete", RuleScope.Repository,
            "A document or record lacks something that the policy asks for",
            "A section or field that a requirement names is missing, empty, still a placeholder, or holds an answer that is not accepted.",
            "Fill in what the message names, at its line."),
        new("GOV2008", "DocumentStale", RuleScope.Repository,
            "A document or review is older than the policy accepts",
            "The newest date in it lies too far back, is missing, or lies after the evaluation date.",
            "Do the review, and record its date."),
        new("GOV2009", "OwnerMissing", RuleScope.Repository,
            "Nobody is named as the owner",
            "A document, system, model or dataset for which the policy asks for an owner names none.",
            "Name a person or a team that can be reached."),
        new("GOV2010", "OwnerUnknown", RuleScope.Repository,
            "The owner is nobody that the repository knows",
            "An owner that is in neither CODEOWNERS nor the repository's list of owners may have left, or be a slip of the pen: nobody is asked "
            + "when it matters.",
            "Name an owner who is there, or list the mailbox or team in governance/owners.yml."),
        new("GOV3002", "DatasetLicenceMissing", RuleScope.Repository,
            "A dataset record declares no licence",
            "Without a licence nobody may assume a right to use the data.",
            "Set 'licence' to an SPDX identifier. Data of your own gets a LicenseRef- name, which the policy lists under "
            + "datasets.licences.allow."),
        new("GOV3003", "DatasetLicenceInvalid", RuleScope.Repository,
            "A dataset licence is not a valid SPDX expression",
            "A licence that no tool understands cannot be checked. Use SPDX identifiers, or LicenseRef- for a licence outside the list.",
            "Take the identifier from the message. For terms that SPDX does not list write LicenseRef- and a name of letters, "
            + "digits, '-' and '.'."),
        new("GOV3004", "DatasetLicenceNotAllowed", RuleScope.Repository,
            "The policy does not allow a dataset's licence",
            "The licence is denied, or needs a review that is not on record.",
            "Choose other data. Where the terms exclude some uses or users, have somebody read them and record that as "
            + "'licenceReview'."),
        new("GOV3005", "DatasetRecordIncomplete", RuleScope.Repository,
            "A dataset record is incomplete or cannot be read",
            "A required field is missing or a value is wrong, at the place the message names.",
            "Correct the place in the record that the message names."),
        new("GOV3006", "DatasetChanged", RuleScope.Repository,
            "A data file is not the one that its record describes",
            "The SHA-256 of the file differs from the one in the record, so what was found out about the data may not hold for it.",
            "Restore the file. Where the change is meant, look at licence, personal data and quality again and record the new "
            + "digest with a new version."),
        new("GOV3007", "TrainTestOverlap", RuleScope.Repository,
            "Evaluation data is among the data that a model was made from or looks into",
            "Examples of an evaluation file are also in data for training, fine-tuning, retrieval or prompts, so the evaluation "
            + "measures memory.",
            "Remove the examples from one of the two files and evaluate again."),
        new("GOV4001", "EvaluationMissing", RuleScope.Repository,
            "There is no evaluation of a model",
            "A requirement of the policy asks for evidence of how well the model does, and the repository has none for it.",
            "Evaluate the model, and commit the result where the message says."),
        new("GOV4002", "EvaluationInvalid", RuleScope.Repository,
            "An evaluation cannot be read",
            "A file below governance/evaluations is malformed or lacks what makes it evidence: model, date, tool, metrics.",
            "Correct the place in the evaluation that the message names. Until then the file is no evidence."),
        new("GOV4004", "EvaluationStale", RuleScope.Repository,
            "The newest evaluation of a model is older than the policy accepts",
            "Models, prompts and data change; a result says little about a day long after it.",
            "Evaluate again, and commit the result."),
        new("GOV4005", "MetricMissing", RuleScope.Repository,
            "The newest evaluation of a model lacks a metric that the policy asks for",
            "The evaluation says nothing about a property that a requirement names, or nobody signed or reviewed it where that is asked for.",
            "Measure it, let it be calculated from predictions, or set it aside in the evaluation with 'notApplicable' and a "
            + "reason."),
        new("GOV4006", "MetricOutsideThreshold", RuleScope.Repository,
            "A metric of a model is outside of its limits",
            "A value is too low or too high for the policy or the register, rests on too few samples, or has no interval.",
            "Improve what is measured, measure it on more examples, or ask whoever owns the policy whether the limit fits."),
        new("GOV4007", "MetricRegressed", RuleScope.Repository,
            "A metric of a model is worse than in the baseline",
            "The newest evaluation is worse than the committed baseline by more than the policy accepts, or says nothing about a "
            + "metric that the baseline has.",
            "Improve the model or its use. Where the new value is accepted, write the baseline again with 'governance evaluation "
            + "baseline' and commit it."),
        new("GOV4008", "FairnessGroupNotCovered", RuleScope.Repository,
            "A group of people is not covered by the evaluation",
            "A group that the assessment or the policy names has no value in the newest evaluation, or one that rests on too few "
            + "examples.",
            "Measure the group, or name its column under 'predictions' and let the values be calculated. Evaluate on more examples "
            + "of a small group."),
        new("GOV4009", "CardMetricDiffers", RuleScope.Repository,
            "A model card states another value than the evaluation",
            "The card and the evidence disagree about a metric, so one of them misleads its readers.",
            "Write what was measured into the card, or leave the number to the evaluation."),
        new("GOV5006", "RollbackTargetInvalid", RuleScope.Repository,
            "The model to go back to is no way back",
            "The target of the rollback plan does not exist, is not pinned, is or will soon be retired, or is the model in use.",
            "Name an id of the register or provider:reference in a pinned form, other than the model in use and served for long "
            + "enough."),
        new("GOV5007", "MonitoringIncomplete", RuleScope.Repository,
            "The monitoring plan lacks something that the policy asks for",
            "A signal, threshold, reaction or owner that a requirement names is missing from the plan.",
            "Add the signal to the monitoring plan, or fill in what the message names."),
        new("GOV6004", "UnsafeModelFormat", RuleScope.Repository,
            "Loading a model file can run code",
            "The content of the file, whatever its name says, is a format that runs code when it is loaded, such as a Python "
            + "pickle.",
            "Convert the model to safetensors or ONNX. Where a pickle has to stay, scan it, and record the scan with the digest of "
            + "that file in the register."),
        new("GOV6005", "ArtefactHashMissing", RuleScope.Repository,
            "No digest is on record for a model file",
            "Without the SHA-256 of the file that was evaluated nobody can tell whether it is still that file.",
            "Record the path with its SHA-256, of the file that was evaluated."),
        new("GOV6006", "ArtefactHashMismatch", RuleScope.Repository,
            "A model file is not the one on record",
            "The SHA-256 of the file differs from the recorded one, or the file is missing: what runs is not what was evaluated.",
            "Put the recorded file back; or evaluate the new one, and record its digest with the evaluation."),
    ];

    public static readonly IReadOnlyList<RuleInfo> All =
        CodeRules.Select(r => r.Info).Concat(EngineRules).OrderBy(r => r.Id, StringComparer.Ordinal).ToArray();

    /// <summary>The rule with this id or name, or null.</summary>
    public static RuleInfo? Find(string idOrName) =>
        All.FirstOrDefault(r => r.Id == idOrName || r.Name == idOrName);
}
