using System.Buffers;
using System.Globalization;

namespace Equipoise.Registry.Import.Sources;

/// <summary>The records of one stream of JSON: a study, a list of studies, a page with <c>studies</c>, several of these one
/// after another, or one a line.</summary>
/// <remarks>Records are found by their brackets, so that one that is no JSON inside costs nothing but itself. Only where the
/// brackets themselves are wrong the rest cannot be told apart; lines are then read for themselves where the source has
/// records on lines, and else the source ends.</remarks>
internal sealed class JsonSource(ByteWindow window, RecordReader records, bool isOnLines)
{
    private static readonly SearchValues<byte> EndsBareWord = SearchValues.Create(",]}{\"\n"u8);
    private long read;
    private bool turnsToLines;

    public IEnumerable<ImportItem> Read()
    {
        if (!window.SkipBlanks())
            throw new SourceProblemException("The file holds nothing but blanks.", default);
        var lines = isOnLines;
        for (long element = 1; !lines && window.SkipBlanks(); element++)
        {
            var isList = window.Bytes[0] == '[';
            if (!isList && window.Bytes[0] != '{')
                throw Broken("is no JSON", window.Position);
            var line = window.Line;
            foreach (var item in isList ? ReadList() : ReadObject(element, mayTurnToLines: true))
                yield return item;
            lines = turnsToLines || (!isList && line == window.Line && window.SkipBlanks() && window.Line == line + 1);
        }

        if (lines)
        {
            foreach (var item in ReadLines())
                yield return item;
        }
    }

    private IEnumerable<ImportItem> ReadObject(long element, bool mayTurnToLines)
    {
        var scanner = new ValueScanner { WatchesForStudies = true };
        var state = ScanOn(ref scanner);
        if (state == ScanState.Complete)
        {
            yield return Take(scanner.At, new SourcePosition(SourceUnit.Element, element));
            yield break;
        }

        if (state == ScanState.Studies)
        {
            foreach (var item in ReadPage(scanner.At))
                yield return item;
            yield break;
        }

        if (mayTurnToLines && HasRecordsOnLines(window.Bytes))
        {
            turnsToLines = true;
            yield break;
        }

        if (state == ScanState.Broken)
            throw Broken("is no JSON", window.Position + scanner.At);
        yield return Refuse(state, new SourcePosition(SourceUnit.Element, element), ref scanner);
    }

    /// <summary>The records of a page, whose list starts behind so many bytes; one that has the list twice gives both.</summary>
    private IEnumerable<ImportItem> ReadPage(int start)
    {
        ValueScanner rest;
        ScanState state;
        do
        {
            window.Consume(start);
            foreach (var item in ReadElements())
                yield return item;
            rest = ValueScanner.WithinObject() with { WatchesForStudies = true };
            state = ScanOn(ref rest);
            start = rest.At;
        }
        while (state == ScanState.Studies);

        if (state == ScanState.Broken)
            throw Broken("is no JSON", window.Position + start);
        if (state == ScanState.Truncated)
            throw Broken("ends within a page", window.Position + window.Bytes.Length);
        if (!StepOver(ref rest))
            throw Broken("ends within a page", window.Position);
    }

    private IEnumerable<ImportItem> ReadList()
    {
        window.Consume(1);
        return ReadElements();
    }

    private IEnumerable<ImportItem> ReadElements()
    {
        var afterElement = false;
        for (long element = 1; ;)
        {
            if (!window.SkipBlanks())
                throw Broken("ends within a list", window.Position);
            var sign = window.Bytes[0];
            if (sign == ']' || (sign == ',' && afterElement))
            {
                window.Consume(1);
                afterElement = false;
                if (sign == ']')
                    yield break;
            }
            else if (afterElement)
            {
                throw Broken("has no comma between two elements", window.Position);
            }
            else
            {
                yield return ReadElement(new SourcePosition(SourceUnit.Element, element++));
                afterElement = true;
            }
        }
    }

    private ImportItem ReadElement(SourcePosition position)
    {
        if (window.Bytes[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
            return ReadBareWord(position);
        var scanner = default(ValueScanner);
        var state = ScanOn(ref scanner);
        return state switch
        {
            ScanState.Complete => Take(scanner.At, position),
            ScanState.Broken => throw Broken("is no JSON", window.Position + scanner.At),
            _ => Refuse(state, position, ref scanner),
        };
    }

    /// <summary>Steps over a number, true, false, null, or rubbish between two commas.</summary>
    private ImportItem ReadBareWord(SourcePosition position)
    {
        int end;
        while ((end = window.Bytes.IndexOfAny(EndsBareWord)) < 0)
        {
            window.Consume(window.Bytes.Length);
            if (!window.Fill())
                throw Broken("ends within a list", window.Position);
        }

        if (end == 0)
            throw Broken("is no JSON", window.Position);
        window.Consume(end);
        return records.Refuse(position, "The element is not an object; a study is one.");
    }

    private IEnumerable<ImportItem> ReadLines()
    {
        while (window.SkipBlanks())
        {
            var position = new SourcePosition(SourceUnit.Line, window.Line);
            int end;
            while ((end = window.Bytes.IndexOf((byte)'\n')) < 0 && window.Bytes.Length <= records.Limits.RecordBytes && window.Fill())
            {
                // The line goes on.
            }

            var length = end < 0 ? window.Bytes.Length : end;
            if (length > records.Limits.RecordBytes)
            {
                window.SkipLine();
                yield return records.Refuse(position, records.TooLarge);
            }
            else
            {
                yield return Take(length, position);
            }
        }
    }

    /// <summary>Scans until the value ends, cannot go on, or is too large.</summary>
    private ScanState ScanOn(ref ValueScanner scanner)
    {
        while (true)
        {
            var state = scanner.Scan(window.Bytes);
            if (state == ScanState.Complete && scanner.At > records.Limits.RecordBytes)
                return ScanState.TooLarge;
            if (state != ScanState.More)
                return state;
            if (window.Bytes.Length > records.Limits.RecordBytes)
                return ScanState.TooLarge;
            if (!window.Fill())
                return ScanState.Truncated;
        }
    }

    /// <summary>Moves behind the value without keeping it; false where the source ends first.</summary>
    private bool StepOver(ref ValueScanner scanner)
    {
        scanner.WatchesForStudies = false;
        while (true)
        {
            var state = scanner.Depth == 0 && scanner.At > 0 ? ScanState.Complete : scanner.Scan(window.Bytes);
            var position = window.Position + scanner.At;
            window.Consume(scanner.At);
            scanner.At = 0;
            if (state == ScanState.Complete)
                return true;
            if (state == ScanState.Broken)
                throw Broken("is no JSON", position);
            if (state == ScanState.More && !window.Fill())
                return false;
        }
    }

    private ImportItem Take(int length, SourcePosition position)
    {
        var item = records.Read(window.Bytes[..length], position, window.Position);
        window.Consume(length);
        if (item.Rejection is null)
            read++;
        return item;
    }

    private ImportItem Refuse(ScanState state, SourcePosition position, ref ValueScanner scanner)
    {
        if (state == ScanState.Truncated)
            throw Broken("ends within a record", window.Position + window.Bytes.Length);
        if (!StepOver(ref scanner))
            throw Broken("ends within a record", window.Position);
        return records.Refuse(position, state == ScanState.TooDeep ? RecordReader.TooDeep : records.TooLarge);
    }

    private SourceProblemException Broken(string how, long position) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"The source {how} at byte {position}; {(read == 0 ? "no record was" : $"{read} record{(read == 1 ? " was" : "s were")}")} read before it, and what follows was not read."),
            new SourcePosition(SourceUnit.Byte, position));

    /// <summary>Whether the first line starts a record and the next one does too, however broken they may be inside.</summary>
    private static bool HasRecordsOnLines(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        return end > 0 && bytes.StartsWith("{\""u8) && bytes[(end + 1)..].TrimStart("\r\n"u8).StartsWith("{\""u8);
    }
}
