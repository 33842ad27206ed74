using System.Data.Common;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Simulated;
using Equipoise.Storage;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Conduct.Store;

/// <summary>The data of running trials, in a database of their own. Whatever changes in it is told to an audit trail in the same
/// transaction.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class ConductStore
{
    private const int MostUndone = 5;
    private readonly Database database;
    private readonly TimeProvider time;

    private readonly DbTransaction? joined;

    private ConductStore(Database database, TimeProvider time, DbTransaction? joined = null) => (this.database, this.time, this.joined) = (database, time, joined);

    static ConductStore()
    {
        // Days are text on both databases, whatever type a driver would rather have.
        Dapper.SqlMapper.RemoveTypeMap(typeof(DateOnly));
        Dapper.SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        Dapper.SqlMapper.AddTypeHandler(new DateOnlyText());
    }

    /// <summary>The steps of the store's schema.</summary>
    public static MigrationSet Schema { get; } =
        MigrationSet.FromResources("conduct", typeof(ConductStore).Assembly, "conduct-migration/");

    /// <summary>What and where the database is, for messages.</summary>
    public string Description => database.Description;

    /// <summary>What the clock at a place shows now.</summary>
    /// <param name="timeZone">Its IANA name.</param>
    internal DateTime ClockAt(string timeZone) => Moments.ClockAt(time.GetUtcNow(), timeZone);

    /// <summary>Whether what it holds is simulated.</summary>
    public bool IsSimulated => time is SimulatedClock;

    /// <summary>Opens the store, bringing an older one or an empty database to today's schema first. On a <see cref="SimulatedClock"/> it is that of a
    /// simulated trial, which is what it then stays.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be used, or holds a simulated trial where a real one is asked for, or the
    /// other way round.</exception>
    public static async Task<ConductStore> OpenAsync(Database database, TimeProvider time, CancellationToken cancellation = default)
    {
        var store = await OpenToVerifyAsync(database, time, cancellation);
        await SimulationTable.CheckAsync(database, time, cancellation);
        return store;
    }

    /// <summary>Opens the store whatever it holds, to verify it: for what only reads.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be used; nothing was changed.</exception>
    public static async Task<ConductStore> OpenToVerifyAsync(Database database, TimeProvider time, CancellationToken cancellation = default)
    {
        await Migrator.MigrateAsync(database, Schema, time, cancellation);
        return new ConductStore(database, time);
    }

    /// <summary>Reads on one snapshot of the data.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be read.</exception>
    public Task<T> ReadAsync<T>(Func<ConductSnapshot, Task<T>> read, CancellationToken cancellation = default) =>
        joined is null
            ? database.ReadAsync(transaction => read(new ConductSnapshot(transaction, cancellation)), cancellation)
            : read(new ConductSnapshot(joined, cancellation));

    /// <summary>Reads on one snapshot what another step may have done a moment ago; where it is told, returns when it is kept for good.</summary>
    /// <param name="read">Reads.</param>
    /// <param name="isTold">Whether what was read will be told to somebody.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Equipoise.Storage.StorageException">The database cannot be read.</exception>
    public Task<T> ReadDurablyAsync<T>(Func<ConductSnapshot, Task<T>> read, Func<T, bool> isTold, CancellationToken cancellation = default) =>
        database.ReadDurablyAsync(transaction => read(new ConductSnapshot(transaction, cancellation)), isTold, cancellation);

    /// <summary>Takes one step: its changes and the entry it tells the trail are kept together or not at all.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="trail">A study's id, or <see cref="Audit.AuditTrails.Accounts"/>.</param>
    /// <param name="step">The step. It tells the trail once with <see cref="ConductChange.Tell"/>, or says that there was
    /// <see cref="ConductChange.NothingToDo"/>. Where the actor's request has a key that was used before, it is not taken again.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The step was refused; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The step told the trail nothing; nothing was changed.</exception>
    public async Task<T> ChangeAsync<T>(Actor actor, string trail, Func<ConductChange, Task<T>> step, CancellationToken cancellation = default)
    {
        if (joined is not null)
            return await StepAsync(joined, actor, trail, step, request: null, cancellation);
        var request = actor.Request?.TakeFirst() == true ? actor.Request : null;
        try
        {
            return await TakeAsync(actor, trail, step, request, cancellation);
        }
        catch (RequestTakenException)
        {
            // The same request came twice at once and the other was faster: this one finds its answer.
            return await TakeAsync(actor, trail, step, request, cancellation);
        }
    }

    /// <summary>Takes several steps together: each tells the trail its own entry, and all are kept or none.</summary>
    /// <param name="steps">Takes the steps on the store it is given, one after the other. Where another change was in the way they are taken again from the
    /// first, so that they keep nothing of their own between them.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<T> TogetherAsync<T>(Func<ConductStore, Task<T>> steps, CancellationToken cancellation = default) =>
        WriteAsync(transaction => steps(new ConductStore(database, time, transaction)), cancellation);

    /// <summary>Takes a step of each of several people on one trail: all are kept or none.</summary>
    /// <param name="actors">Who take them.</param>
    /// <param name="trail">The study's id.</param>
    /// <param name="steps">Takes them; each tells the trail once, or does nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    internal Task<T> GroupAsync<T>(IReadOnlyList<Actor> actors, string trail, Func<ChangeGroup, Task<T>> steps, CancellationToken cancellation = default) =>
        WriteAsync(
            async transaction =>
            {
                var group = new ChangeGroup(transaction, actors, trail, time, cancellation);
                var result = await steps(group);
                await group.WriteTrailAsync();
                return result;
            },
            cancellation);

    private Task<T> TakeAsync<T>(Actor actor, string trail, Func<ConductChange, Task<T>> step, RequestKey? request, CancellationToken cancellation) =>
        WriteAsync(transaction => StepAsync(transaction, actor, trail, step, request, cancellation), cancellation);

    // Steps lock their participant before the head of the trail. Of several together the later ones cannot, so that two such may wait for each other on
    // PostgreSQL, which then undoes one: it is taken again when the other is done.
    private async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        for (var left = MostUndone; ; left--)
        {
            try
            {
                return await database.WriteAsync(work, cancellation);
            }
            catch (StorageException failure) when (failure.WasUndone && left > 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<T> StepAsync<T>(DbTransaction transaction, Actor actor, string trail, Func<ConductChange, Task<T>> step, RequestKey? request, CancellationToken cancellation)
    {
        var change = new ConductChange(transaction, actor, trail, time, cancellation);
        if (request is not null && await RepeatedRequests.FindAsync<T>(change, request) is { } given)
            return given.Value;
        var result = await step(change);
        await change.WriteTrailAsync();
        if (request is not null)
            await RepeatedRequests.KeepAsync(change, request, result);
        return result;
    }
}
