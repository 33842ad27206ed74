using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Equipoise.Eligibility.Facts.Fhir;
using Equipoise.Eligibility.Facts.Rows;

namespace Equipoise.Eligibility.Facts;

/// <summary>Reads patients from a document, whichever of the forms that are known here it has: FHIR R4 as a bundle, a resource or NDJSON,
/// or a table of facts as CSV.</summary>
public static class FactReader
{
    // FHIR allows 64; ids of other systems may be addresses.
    private const int LongestId = 256;

    /// <summary>The patients of a document, in its order.</summary>
    /// <exception cref="FormatException">It is neither, or cannot be read; the message says why.</exception>
    public static IReadOnlyList<PatientFacts> Read(ReadOnlyMemory<byte> utf8)
    {
        var patients = ReadForm(utf8);
        var strange = patients.FirstOrDefault(patient => patient.Id.Length > LongestId);
        return strange is null
            ? patients
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The id of a patient has {strange.Id.Length:N0} characters and begins with '{strange.Id[..20]}': an id has at most {LongestId}."));
    }

    private static IReadOnlyList<PatientFacts> ReadForm(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var start = utf8.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
            throw new FormatException("It is empty: give a FHIR R4 bundle, or a table of facts as CSV.");
        if (PackedData.KindOf(utf8.Span) is { } kind)
            throw new FormatException($"It is packed as {kind}: unpack it and try again.");
        // JSON of another encoding would be read in part, and what it says in letters beyond ASCII would be lost.
        if (!Utf8.IsValid(utf8.Span))
            throw new FormatException("It is not a text in UTF-8: save it as UTF-8 and try again.");
        if (utf8.Span[start] is (byte)'{' or (byte)'[' || !LooksLikeTable(utf8.Span[start..]))
            return FhirReader.Read(utf8);
        return CsvReader.Read(Encoding.UTF8.GetString(utf8.Span));
    }

    // The first line of a table names columns; what is neither that nor JSON is told that it is no JSON.
    private static bool LooksLikeTable(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? utf8 : utf8[..end];
        return line.IndexOfAny((byte)',', (byte)';', (byte)'\t') > 0 || line.IndexOf("fact"u8) >= 0 || line.StartsWith("sep="u8);
    }
}
