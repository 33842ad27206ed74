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
}
