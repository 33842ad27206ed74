using System.Runtime.InteropServices;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Documents;

/// <summary>A value that a document has in a field; none needs an object of its own, and it refers to none, so that the collector passes over them.</summary>
/// <param name="Field">The field's number in its table or, below 0, the complement of the number of its name among the document's.</param>
/// <param name="Kind">What it is. A string is said to be text, though it may be meant for a keyword field.</param>
/// <param name="First">The number, the number of the day, 1 for yes, the latitude, or where a string begins among the document's texts.</param>
/// <param name="Second">The longitude, or how many bytes of UTF-8 a string has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldValue(int Field, FieldKind Kind, double First, double Second)
{
    /// <summary>The point that it is, where it is one.</summary>
    public GeoPoint Point => new(First, Second);

    /// <summary>Where it begins among the document's texts, where it is a string.</summary>
    public int Start => (int)First;

    /// <summary>How many bytes of UTF-8 it has, where it is a string.</summary>
    public int Length => (int)Second;
}
