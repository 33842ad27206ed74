using System.Runtime.InteropServices;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>A statement about conditions or treatments asked of many patients: which kinds of event have a say is found out once.</summary>
internal sealed class EventStatementColumn(EventRule rule, Func<Truth, Truth> says, EventColumn events, EventBearing?[] bearings, List<Claim?> complete, PatientColumns patients, DateOnly asOf) : StatementColumn
{
    /// <summary>For each kind of event, what it has to do with the statement; null for a kind that has no say.</summary>
    public static EventBearing?[] Bearings(EventRule rule, EventColumn events) => [.. events.Kinds.Select(rule.BearingOf)];

    public override void Fill(TruthTable truths, int statement, int first, int count)
    {
        var kinds = CollectionsMarshal.AsSpan(events.Kind);
        var next = events.Start(first);
        // Of most patients no event has a say, and then the answer is that of all such patients.
        var (silent, completed) = (rule.Combine(default, complete: false), rule.Combine(default, complete: true));
        for (var i = 0; i < count; i++)
        {
            var at = next;
            next = events.Start(first + i + 1);
            var tally = default(EventTally);
            var isSilent = true;
            for (; at < next; at++)
            {
                var kind = kinds[at];
                if (bearings[kind] is not { } bearing)
                    continue;
                var (start, end) = (patients.DateAt(events.Began[at]), patients.DateAt(events.Ended[at]));
                isSilent = false;
                tally.Add(rule.Ask(events.Kinds[kind], start, end, bearing, patients.Progressions[first + i]), start, end);
            }

            var isComplete = complete[first + i]?.CountsOn(asOf) == true;
            var (truth, canSettle) = !isSilent ? rule.Combine(tally, isComplete) : isComplete ? completed : silent;
            truths.Set(statement, i, says(truth), canSettle);
        }
    }
}
