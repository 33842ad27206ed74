namespace Equipoise.Registry.Exports;

/// <summary>A record on a line of its own, as NDJSON wants it.</summary>
public static class StudyLines
{
    /// <summary>The record as it was handed in, without line breaks, which in JSON stand between its parts and never in them.</summary>
    public static ReadOnlyMemory<byte> OneLine(ReadOnlyMemory<byte> record)
    {
        if (record.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
            return record;
        var line = new byte[record.Length];
        var length = 0;
        foreach (var letter in record.Span)
        {
            if (letter is not ((byte)'\n' or (byte)'\r'))
                line[length++] = letter;
        }

        return line.AsMemory(0, length);
    }
}
