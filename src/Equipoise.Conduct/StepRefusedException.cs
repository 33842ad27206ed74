namespace Equipoise.Conduct;

/// <summary>A step was refused, and nothing was changed; the message says why and what to do.</summary>
/// <param name="kind">What sort of refusal it is.</param>
/// <param name="code">Its short name for programs, such as <c>site-not-active</c>.</param>
/// <param name="message">One sentence.</param>
public sealed class StepRefusedException(RefusalKind kind, string code, string message) : Exception(message)
{
    /// <summary>What sort of refusal it is.</summary>
    public RefusalKind Kind { get; } = kind;

    /// <summary>Its short name for programs.</summary>
    public string Code { get; } = code;

    /// <summary>All the reasons, where there are several; the message is the first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [message];

    /// <summary>What edit checks ask before an entry is kept; empty for other refusals.</summary>
    public IReadOnlyList<Forms.AnswerProblem> Questions { get; init; } = [];

    /// <summary>What was given is wrong in itself.</summary>
    public static StepRefusedException Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);

    /// <summary>What was given cannot be read at all.</summary>
    public static StepRefusedException Malformed(string code, string message) => new(RefusalKind.Malformed, code, message);

    /// <summary>The asker may not.</summary>
    public static StepRefusedException Forbidden(string message) => new(RefusalKind.Forbidden, "forbidden", message);

    /// <summary>There is no such thing, as far as the asker may see.</summary>
    public static StepRefusedException NotFound(string code, string message) => new(RefusalKind.NotFound, code, message);

    /// <summary>It is out of order, or already done.</summary>
    public static StepRefusedException Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    /// <summary>Somebody else has changed it since the asker read it.</summary>
    public static StepRefusedException Stale(string what) =>
        new(RefusalKind.Stale, "stale", $"{what} has been changed by somebody else since you read it: read it again, then decide anew.");
}
