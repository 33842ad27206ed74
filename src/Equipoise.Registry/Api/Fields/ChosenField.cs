using System.Text;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Fields;

/// <summary>A field of the record that an answer shows, or shows a part of.</summary>
internal sealed class ChosenField(SchemaField? field)
{
    private readonly List<ChosenField> children = [];

    /// <summary>The member's name.</summary>
    public byte[] Name { get; } = Encoding.UTF8.GetBytes(field?.Name ?? "");

    /// <summary>Whether its texts are markup.</summary>
    public bool IsMarkup { get; } = field?.Type == FieldType.Markup;

    /// <summary>Whether all of it is shown, also what the schema does not know.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The chosen field under this one, or null.</summary>
    public ChosenField? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in children)
        {
            if (name.SequenceEqual(child.Name))
                return child;
        }

        return null;
    }

    /// <summary>The chosen field under this one, made where it is not there.</summary>
    public ChosenField Open(SchemaField child)
    {
        if (Find(Encoding.UTF8.GetBytes(child.Name)) is { } known)
            return known;
        children.Add(new ChosenField(child));
        return children[^1];
    }
}
