namespace Equipoise.Registry.Store;

/// <summary>Records that are lent: they are gone when this is disposed.</summary>
public sealed class LentTexts : IDisposable
{
    private readonly StoredRecords? lender;

    internal LentTexts(IReadOnlyList<StudyText> texts, StoredRecords? lender) => (Texts, this.lender) = (texts, lender);

    /// <summary>The records.</summary>
    public IReadOnlyList<StudyText> Texts { get; }

    /// <summary>Takes back what was lent.</summary>
    public void Dispose() => lender?.Dispose();
}
