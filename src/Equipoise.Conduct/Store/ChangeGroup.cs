using System.Data.Common;
using Equipoise.Conduct.Access;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>Steps of several people that are kept together or not at all, each told to the same trail in an entry of its own.</summary>
internal sealed class ChangeGroup
{
    private readonly ConductSnapshot snapshot;
    private readonly string trail;
    private readonly StatementBatch last;
    private BatchAnswer<TrailRow?>? head;

    public ChangeGroup(DbTransaction transaction, IReadOnlyList<Actor> actors, string trail, TimeProvider time, CancellationToken cancellation)
    {
        (snapshot, this.trail) = (new ConductSnapshot(transaction, cancellation), trail);
        last = snapshot.Batch();
        Steps = [.. actors.Select(actor => new ConductChange(transaction, actor, trail, time, cancellation, last))];
    }

    /// <summary>The steps, in the order of those who take them.</summary>
    public IReadOnlyList<ConductChange> Steps { get; }

    /// <summary>Statements to send in one message.</summary>
    public StatementBatch Batch() => snapshot.Batch();

    /// <summary>Takes the trail's head with a batch, for as many entries as the steps will tell. No other row is taken after it.</summary>
    public void TakeHead(StatementBatch batch, int entries) => head = AuditWriter.Take(batch, trail, entries);

    /// <summary>Writes what the steps told, in their order, with all that goes with the trail.</summary>
    public async Task WriteTrailAsync()
    {
        var told = Steps.Where(step => step.Told is not null).ToList();
        if (told.Count == 0)
            return;
        AuditWriter.Append(told, head?.Value ?? throw new InvalidOperationException($"No head of the trail {trail} was taken."), last);
        await last.SendAsync();
        foreach (var step in told)
            step.Check();
    }
}
