namespace Equipoise.Eligibility.Evaluation;

/// <summary>What an event of some kind has to do with a statement, whatever its dates.</summary>
/// <param name="Exceptions">What narrows the exceptions that it may be, a list each.</param>
/// <param name="IsWider">It is of a wider kind than what is asked: heart failure, where congestive heart failure is.</param>
/// <param name="IsForThat">Whether it was given for what the statement names; true where it names nothing.</param>
/// <param name="Passes">It is an illness that passes, and is asked for as one that goes on, or by its time.</param>
internal sealed record EventBearing(IReadOnlyList<IReadOnlyList<string>> Exceptions, bool IsWider, Truth IsForThat, bool Passes)
{
    /// <summary>It is what is asked, and no exception is.</summary>
    public static readonly EventBearing Plain = new([], IsWider: false, Truth.True, Passes: false);

    /// <summary>Of a wider kind.</summary>
    public static readonly EventBearing Wider = new([], IsWider: true, Truth.True, Passes: false);
}
