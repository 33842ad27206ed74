using System.Data.Common;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Simulated;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>One step under way: reads and changes in one transaction, and what it will tell the trail.</summary>
public sealed class ConductChange : ConductSnapshot
{
    private readonly List<Action> checks = [];
    private AuditFact? fact;
    private bool nothingToDo;
    private StatementBatch? last;

    internal ConductChange(DbTransaction transaction, Actor actor, string trail, TimeProvider time, CancellationToken cancellation, StatementBatch? last = null)
        : base(transaction, cancellation) =>
        (Actor, Trail, Now, ReallyAt, this.last) = (actor, trail, time.GetUtcNow(), time is SimulatedClock clock ? Moments.Write(clock.ReallyNow) : null, last);

    /// <summary>Who takes the step.</summary>
    public Actor Actor { get; }

    /// <summary>The trail it tells: the study's id.</summary>
    public string Trail { get; }

    /// <summary>When the step began.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>That moment as it is kept.</summary>
    public string At => Moments.Write(Now);

    /// <summary>When it really began, where <see cref="Now"/> is simulated; else null.</summary>
    public string? ReallyAt { get; }

    /// <summary>The day it is at a place.</summary>
    /// <param name="timeZone">Its IANA name.</param>
    public DateOnly Today(string timeZone) => Moments.DayAt(Now, timeZone);

    /// <summary>What the clock there shows.</summary>
    /// <param name="timeZone">Its IANA name.</param>
    public DateTime Clock(string timeZone) => Moments.ClockAt(Now, timeZone);

    /// <summary>Tells the trail what the step does; written last, when all else has succeeded.</summary>
    /// <exception cref="InvalidOperationException">It was told already: one step is one entry.</exception>
    public void Tell(AuditFact what) =>
        fact = fact is null && !nothingToDo ? what : throw new InvalidOperationException("A step tells the audit trail once.");

    /// <summary>Says that the step found everything done already, as a repeated request does.</summary>
    public void NothingToDo() =>
        nothingToDo = fact is null ? true : throw new InvalidOperationException("A step that told the audit trail has done something.");

    internal Task<int> ExecuteAsync(string sql, object? values = null) => Transaction.ExecuteAsync(sql, values, Cancellation);

    /// <summary>What it tells the trail; null as long as it has told nothing.</summary>
    internal AuditFact? Told => fact;

    /// <summary>Adds a statement that goes in one message with the entry of the trail; nothing of this step reads what it writes.</summary>
    internal void WithTrail(string sql, object values) => (last ??= Batch()).Execute(sql, values);

    /// <summary>The same for one that must answer a row.</summary>
    internal void WithTrail(string sql, object values, Func<Exception> otherwise)
    {
        var answer = (last ??= Batch()).One<string>(sql, values);
        checks.Add(() =>
        {
            if (answer.Value is null)
                throw otherwise();
        });
    }

    internal async Task WriteTrailAsync()
    {
        if (nothingToDo)
            return;
        var told = fact ?? throw new InvalidOperationException("A step changed conduct data without telling the audit trail.");
        await AuditWriter.AppendAsync(this, told, last ?? Batch());
        Check();
    }

    /// <summary>Makes sure of what <see cref="WithTrail(string, object, Func{Exception})"/> asked for, once it was sent.</summary>
    internal void Check()
    {
        foreach (var check in checks)
            check();
    }
}
