namespace Equipoise.Conduct.Safety;

/// <summary>How the report of a serious adverse event stands.</summary>
public enum ReportingStatus
{
    /// <summary>Not reported, and there is time.</summary>
    Open,

    /// <summary>Not reported, and the time is over.</summary>
    Overdue,

    /// <summary>Reported in time.</summary>
    InTime,

    /// <summary>Reported, but too late.</summary>
    Late,
}
