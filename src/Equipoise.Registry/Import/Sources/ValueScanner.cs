using System.Buffers;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Finds where one JSON value ends by its brackets, quotes and escapes alone, in as many pieces as it comes in.
/// Whether the value is good JSON is another's question: one that is not can still be stepped over.</summary>
internal struct ValueScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndsText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(code => (byte)code)]);
    private ulong objects;
    private bool inText;
    private int textStart;
    private bool afterStudies;

    /// <summary>The next byte to look at, counted from the start of what <see cref="Scan"/> is given.</summary>
    public int At { get; set; }

    /// <summary>How many brackets are open.</summary>
    public long Depth { get; private set; }

    /// <summary>Whether a list <c>studies</c> at the outermost level of an object is told from other content.</summary>
    public bool WatchesForStudies { get; set; }

    /// <summary>A scanner that stands in an object already, at its outermost level.</summary>
    public static ValueScanner WithinObject() => new() { Depth = 1, objects = 1 };

    /// <summary>Looks on from <see cref="At"/>.</summary>
    public ScanState Scan(ReadOnlySpan<byte> bytes)
    {
        while (At < bytes.Length)
        {
            var state = inText ? ScanText(bytes) : ScanStructure(bytes);
            if (state != ScanState.More || (inText && At == bytes.Length - 1 && bytes[At] == '\\'))
                return state;
        }

        return ScanState.More;
    }

    private ScanState ScanStructure(ReadOnlySpan<byte> bytes)
    {
        var next = bytes[At..].IndexOfAny(Structure);
        At = next < 0 ? bytes.Length : At + next + 1;
        if (next < 0)
            return ScanState.More;
        var sign = bytes[At - 1];
        if (sign == '"')
        {
            inText = true;
            textStart = At;
            return ScanState.More;
        }

        return sign is (byte)'{' or (byte)'[' ? Open(sign == '{') : Close(sign == '}');
    }

    private ScanState Open(bool isObject)
    {
        var isStudies = WatchesForStudies && afterStudies && Depth == 1 && !isObject;
        afterStudies = false;
        Depth++;
        if (isStudies)
            return ScanState.Studies;
        if (Depth <= ReadLimits.Depth)
            objects = (objects << 1) | (isObject ? 1UL : 0UL);
        return Depth == ReadLimits.Depth + 1 ? ScanState.TooDeep : ScanState.More;
    }

    private ScanState Close(bool isObject)
    {
        // Deeper down the kinds of brackets are not kept; such a value is refused anyway.
        if (Depth <= ReadLimits.Depth)
        {
            if (Depth == 0 || (objects & 1) == 1 != isObject)
                return ScanState.Broken;
            objects >>= 1;
        }

        Depth--;
        return Depth == 0 ? ScanState.Complete : ScanState.More;
    }

    private ScanState ScanText(ReadOnlySpan<byte> bytes)
    {
        var next = bytes[At..].IndexOfAny(EndsText);
        At = next < 0 ? bytes.Length : At + next;
        if (next < 0)
            return ScanState.More;
        if (bytes[At] == '\\')
        {
            if (At + 1 < bytes.Length)
                At += 2;
            return ScanState.More;
        }

        if (bytes[At] != '"')
            return ScanState.Broken;
        inText = false;
        if (WatchesForStudies && Depth == 1)
            afterStudies = bytes[textStart..At].SequenceEqual("studies"u8);
        At++;
        return Depth == 0 ? ScanState.Complete : ScanState.More;
    }
}
