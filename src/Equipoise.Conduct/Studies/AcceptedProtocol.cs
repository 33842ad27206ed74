using Equipoise.Protocols;

namespace Equipoise.Conduct.Studies;

/// <summary>A version of a study's protocol as it was accepted here.</summary>
/// <param name="Number">The version.</param>
/// <param name="Hash">SHA-256 of the file, in lower-case hex.</param>
/// <param name="Protocol">What it says.</param>
public sealed record AcceptedProtocol(string Number, string Hash, Protocol Protocol)
{
    /// <summary>How the study is conducted.</summary>
    public StudyDesign Design { get; } = Protocol.Design ?? throw new ArgumentException("A protocol of criteria alone cannot be conducted.", nameof(Protocol));
}
