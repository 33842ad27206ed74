using System.Collections.Concurrent;

namespace Equipoise.Conduct.Randomization;

/// <summary>Where requests wait for their study: whoever comes first takes all who wait along, so that they share messages, locks and the commit.</summary>
/// <param name="allocate">Answers requests of one study, every one of them.</param>
internal sealed class AllocationLine(Func<string, IReadOnlyList<AllocationRequest>, Task> allocate)
{
    private const int MostTogether = 32;

    // One group reads and judges while the one before it commits.
    private const int MostAtOnce = 2;

    private readonly ConcurrentDictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <summary>Waits for the answer to a request.</summary>
    public Task<RandomizationAnswer> JoinAsync(AllocationRequest request)
    {
        var study = request.Participant.Study;
        if (lanes.GetOrAdd(study, _ => new Lane()).Enter(request))
            _ = Task.Run(() => LeadAsync(study));
        return request.Answer;
    }

    private async Task LeadAsync(string study)
    {
        while (lanes[study].TakeWaiting() is { Count: > 0 } together)
            await allocate(study, together);
    }

    private sealed class Lane
    {
        private readonly Lock gate = new();
        private readonly Queue<AllocationRequest> waiting = [];
        private int leaders;

        // True where whoever entered has to lead.
        public bool Enter(AllocationRequest request)
        {
            lock (gate)
            {
                waiting.Enqueue(request);
                if (leaders == MostAtOnce)
                    return false;
                leaders++;
                return true;
            }
        }

        // None ends the lead.
        public List<AllocationRequest> TakeWaiting()
        {
            lock (gate)
            {
                var taken = new List<AllocationRequest>();
                while (taken.Count < MostTogether && waiting.TryDequeue(out var next))
                    taken.Add(next);
                if (taken.Count == 0)
                    leaders--;
                return taken;
            }
        }
    }
}
