using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Laboratory;

/// <summary>One result of one test with its grade (SDTM's LB; ADaM's ADLB).</summary>
public sealed record LaboratoryResult
{
    /// <summary>The entry it was read from.</summary>
    public required string Entry { get; init; }

    /// <summary>The day of sampling.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The visit's code.</summary>
    public required string Visit { get; init; }

    /// <summary>Which time of that visit, from 1.</summary>
    public required long VisitCount { get; init; }

    /// <summary>The value, in the unit of the test.</summary>
    public required decimal Value { get; init; }

    /// <summary>The lower limit of normal in that unit; null where none is known.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper limit of normal in that unit; null where none is known.</summary>
    public decimal? High { get; init; }

    /// <summary>Whether the limits came with the result; else they are the site's.</summary>
    public bool HasOwnRange { get; init; }

    /// <summary><c>L</c> below the limits, <c>H</c> above, <c>N</c> within; empty where no limit tells.</summary>
    public string Indicator => Value < Low ? "L" : Value > High ? "H" : Low is null && High is null ? "" : "N";

    /// <summary>The grade by CTCAE 5.0; its <see cref="LabGrade.Grade"/> is null where what is known does not tell, or no rule grades the test.</summary>
    public required LabGrade Grade { get; init; }

    /// <summary>Whether it is the baseline.</summary>
    public required bool IsBaseline { get; init; }

    /// <summary>The adverse event of the same term that was there on the day; null where there is none.</summary>
    public AdverseEvent? Event { get; init; }

    /// <summary>How the investigator's grade disagrees with the derived one, a sentence; null where it does not.</summary>
    public string? Disagreement { get; init; }
}
