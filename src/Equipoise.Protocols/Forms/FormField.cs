namespace Equipoise.Protocols.Forms;

/// <summary>A question of a form.</summary>
public sealed record FormField
{
    /// <summary>Its code, unique in the form.</summary>
    public required string Code { get; init; }

    /// <summary>What people read.</summary>
    public required string Label { get; init; }

    /// <summary>What kind of answer it takes.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Whether an entry without it is refused as incomplete.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The unit of a number, UCUM; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The bounds outside which a number is refused; null for none.</summary>
    public NumberRange? Allowed { get; init; }

    /// <summary>The bounds outside which a number is asked about; null for none.</summary>
    public NumberRange? Expected { get; init; }

    /// <summary>Whether its day may lie ahead, as that of something planned.</summary>
    public bool MayBeFuture { get; init; }

    /// <summary>The answers to choose from, where the type is <see cref="FieldType.Code"/>.</summary>
    public IReadOnlyList<CodeListItem> Codes { get; init; } = [];

    /// <summary>What the answer says about the participant in the language of criteria; null for nothing.</summary>
    public FieldFact? Fact { get; init; }

    /// <summary>When the question is asked; null for always.</summary>
    public FieldRule? When { get; init; }
}
