using System.Runtime.InteropServices;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Documents;

/// <summary>A value that a document has in a field; none needs an object of its own.</summary>
/// <param name="Name">The field's name, or null where its number is given.</param>
/// <param name="Number">The field's number in its table; no matter where it is named.</param>
/// <param name="Kind">What it is. A string is said to be text, though it may be meant for a keyword field.</param>
/// <param name="First">The number, the number of the day, 1 for yes, or the latitude.</param>
/// <param name="Second">The longitude.</param>
/// <param name="Start">Where a string begins among the document's texts.</param>
/// <param name="Length">How many bytes of UTF-8 it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldValue(string? Name, int Number, FieldKind Kind, double First, double Second, int Start, int Length)
{
    /// <summary>The point that it is, where it is one.</summary>
    public GeoPoint Point => new(First, Second);

    /// <summary>The number of its field in a table, or -1 where the table has no such field.</summary>
    public int FieldIn(TableSchema table) => Name is not null ? table.FieldNumber(Name) : (uint)Number < (uint)table.Fields.Count ? Number : -1;
}
