using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Counts that stand before what they count: "≥ 6 of 66 swollen joints", "4 to 14 migraine days per month", "at least 10 pack-years".</summary>
internal sealed partial class EntryParser
{
    private static bool IsCount(Subjects subjects) => subjects.Variables is ["priorLines" or "lesionCount" or "tenderJoints" or "swollenJoints" or "antralFollicles" or "migraineDays" or "headacheDays"];

    // "≥ 10 pack-years [of smoking | smoking history]": the unit says what is counted.
    private CriterionNode? PackYears(List<Limit> limits)
    {
        if (!limits.TrueForAll(limit => limit.Quantity.Unit is "{pack-years}"))
            return null;
        var start = at.Position;
        while (at.Upper(at.Position) is "OF" or "SMOKING" or "CIGARETTE" or "CIGARETTES" or "TOBACCO" or "HISTORY" or "USE")
            at.Position++;
        if (at.Position > start && at.Upper(at.Position - 1) is "OF" or "CIGARETTE")
            at.Position = start;
        return Build(new Subjects(["packYears"], Any: false), limits);
    }

    // "/66", "of 66", "(out of 68)", "(based on a 68-joint count)": of how many
    private void SkipOutOf()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (at.Sign == '/' || at.Upper(at.Position) is "OF")
            at.Position++;
        else if (at.Upper(at.Position) is "OUT" or "BASED" or "FROM")
            at.Position += at.Upper(at.Position + 1) is "OF" or "ON" ? 2 : 1;
        if (at.Upper(at.Position) is "A" or "THE")
            at.Position++;
        if (at.Position == start || at.NumberHere is not (66 or 68 or 28 or 76 or 78 or 44))
        {
            at.Position = start;
            return;
        }

        at.Position++;
        while (at.Sign == '-' || at.Upper(at.Position) is "JOINT" or "JOINTS" or "COUNT" or "COUNTS" or "ASSESSED" && open)
            at.Position++;
        if (open && !at.TakeSign(')'))
            at.Position = start;
    }
}
