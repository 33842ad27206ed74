using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Treatments that are counted: "at least 2 prior lines of chemotherapy", "no more than 2 regimens in the metastatic setting".</summary>
internal sealed partial class EntryParser
{
    // "prior lines of chemotherapy", "prior chemotherapy regimens"
    private string? TakeCounted()
    {
        var start = at.Position;
        var named = at.Take(WordKind.Variable) is null ? start : at.Position;
        at.Position = start;
        while (at.Upper(at.Position) is "PRIOR" or "PREVIOUS" or "DIFFERENT" or "SEPARATE")
            at.Position++;
        if (at.Upper(at.Position) is "LINE" or "LINES" or "REGIMEN" or "REGIMENS" or "COURSE" or "COURSES" or "CYCLE" or "CYCLES")
        {
            at.Position++;
            if (GenericLine(named) is { } lines)
                return lines;
            var of = at.WordIs("of");
            SkipExistenceLead();
            if (of && at.Take(WordKind.Therapy) is { } line && (at.Position > named || Setting() is not null))
                return Rewind(named < at.Position ? at.Position : named) ? line + TakeSetting() : null;
        }

        at.Position = start;
        SkipExistenceLead();
        // "prior systemic regimens for advanced disease", of which the lines as such have a name of their own
        while (at.Upper(at.Position) is "PRIOR" or "PREVIOUS")
            at.Position++;
        var narrowed = at.TakeWhole(WordKind.Modifier);
        if (at.Take(WordKind.Therapy) is { } therapy and not "prior therapy" && CountedWord() && (at.Position > named || Setting() is not null))
            return (narrowed is null ? therapy : $"{narrowed} {therapy}") + TakeSetting();
        at.Position = start;
        return null;
    }

    // "regimens", "lines", "courses" after a treatment that is counted
    private bool CountedWord()
    {
        if (at.AtEnd || at.Upper(at.Position) is not ("REGIMEN" or "REGIMENS" or "LINE" or "LINES" or "CYCLE" or "CYCLES" or "COURSE" or "COURSES" or "TREATMENTS" or "THERAPIES"))
            return at.AtEnd || at.Sign is '.' or ',' or ';' || at.Upper(at.Position - 1) is "REGIMEN" or "REGIMENS" or "LINE" or "LINES" || (at.Upper(at.Position - 1) is "THERAPIES" or "TREATMENTS" or "THERAPY" or "TREATMENT" or "CHEMOTHERAPY" or "CHEMOTHERAPIES" && at.Upper(at.Position) is "FOR" or "IN");
        at.Position++;
        return true;
    }

    // "prior lines of treatment for melanoma", "regimens in the metastatic setting": lines of whatever is given for it. Without what it is for,
    // the lines as such have a name of their own.
    private string? GenericLine(int named)
    {
        var start = at.Position;
        var name = "therapy";
        if (at.WordIs("of") && at.Upper(start + 1) is "THERAPY" or "TREATMENT" or "THERAPIES" or "TREATMENTS")
        {
            name = at.Upper(start + 1)[..5] is "THERA" ? "therapy" : "treatment";
            at.Position += 2;
        }

        if (at.Position >= named && TakeSetting() is { } setting)
            return name + setting;
        at.Position = start;
        return null;
    }

    // The first words of counted lines, of diseases with a size, and of times
    private static readonly WordSet CountedOrTimedWords = WordSet.Of("failed", "large", "bulky", "small", "time", "interval", "duration", "period", "current", "present", "recent", "functional", "class", "grade", "classes", "grades", "discontinuation", "cessation", "withdrawal", "termination");

    private CriterionNode? CountedOrTimed() =>
        at.Position < at.Count && CountedOrTimedWords.Contains(at[at.Position].Spelling) ? FailedLines() ?? HeartClassTerm() ?? SizedDisease() ?? TimeSince() ?? RecentBefore() ?? Discontinued() : null;

    // "failed at least 2 lines of therapy": as many were given.
    private CriterionNode? FailedLines()
    {
        if (!at.WordIs("failed"))
            return null;
        at.Position += at.Upper(at.Position + 1) is "FOR" or "AFTER" or "ON" ? 2 : 1;
        if (!at.Is(WordKind.Operator) && at.NumberHere is null && !at.Is(WordKind.Number))
            return null;
        var start = at.Position;
        var lines = QuantityFirst();
        return lines is not null && at.Sign != '(' && Enumerable.Range(start, at.Position - start).Any(i => at.Upper(i) is "LINE" or "LINES" or "REGIMEN" or "REGIMENS") && Leaves(lines).All(leaf => leaf is Measurement { Variable: PriorLines } or Therapy { Comparison: not null }) ? lines : null;
    }
}
