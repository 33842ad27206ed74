using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>A statement about conditions or treatments asked of many patients: which kinds of event have a say is found out once.</summary>
internal sealed class EventStatementColumn(EventRule rule, bool exists, EventColumn events, List<bool> complete, PatientColumns patients) : StatementColumn
{
    private readonly IReadOnlyList<IReadOnlyList<string>>?[] narrowing = [.. events.Kinds.Select(rule.ExceptionsOf)];

    public override void Fill(TruthBits bits, int first, int count)
    {
        var next = events.Start(first);
        for (var i = 0; i < count; i++)
        {
            var at = next;
            next = events.Start(first + i + 1);
            var seen = 0u;
            for (; at < next; at++)
            {
                var kind = events.Kind[at];
                if (narrowing[kind] is { } exceptions)
                    seen |= 1u << (int)rule.Ask(events.Kinds[kind], patients.DateAt(events.Began[at]), patients.DateAt(events.Ended[at]), exceptions);
            }

            var (truth, canSettle) = rule.Combine(seen, complete[first + i]);
            bits.Set(i, exists ? truth : Truth.True - (int)truth, canSettle);
        }
    }
}
