namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What is known about a check, a requirement or a control. Of several, the last one in this order stands for all.</summary>
public enum Assessment
{
    /// <summary>There is nothing here that it is about.</summary>
    NotApplicable,

    /// <summary>It was looked for, and there is nothing to object to. No statement about compliance.</summary>
    Pass,

    /// <summary>The policy does not ask or only suggests, no check exists, or the code was not analysed. Never a pass.</summary>
    NotAssessed,

    /// <summary>All findings are in the baseline.</summary>
    Baselined,

    /// <summary>All findings are waived or in the baseline.</summary>
    Waived,

    /// <summary>There is a warning or an error that is open, or that somebody hid in code.</summary>
    Fail,
}

/// <summary>Assessments as reports write them.</summary>
public static class AssessmentText
{
    public static string ToWord(this Assessment assessment) => assessment switch
    {
        Assessment.NotApplicable => "not-applicable",
        Assessment.Pass => "pass",
        Assessment.NotAssessed => "not-assessed",
        Assessment.Baselined => "baselined",
        Assessment.Waived => "waived",
        _ => "fail",
    };
}
