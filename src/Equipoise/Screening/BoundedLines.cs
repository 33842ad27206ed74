using System.Text;

namespace Equipoise.Screening;

/// <summary>The lines of a text, none of which may be longer than a bound: a file or device without line breaks does not fill the memory.</summary>
/// <param name="reader">The text.</param>
/// <param name="longest">How many characters a line may have.</param>
internal sealed class BoundedLines(StreamReader reader, int longest)
{
    private readonly char[] buffer = new char[32 * 1024];
    private readonly StringBuilder begun = new();
    private int next;
    private int end;
    private bool skipsLineFeed;

    /// <summary>True after a line that is longer was met: its end was not looked for.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its break (<c>\n</c>, <c>\r</c> or both), or null at the end or where it is too long.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        begun.Clear();
        var isBegun = false;
        while (!IsTooLong && await HasMoreAsync(cancellation))
        {
            isBegun = true;
            var rest = buffer.AsSpan(next, end - next);
            var length = rest.IndexOfAny('\r', '\n');
            if (length >= 0)
            {
                skipsLineFeed = rest[length] == '\r';
                next += length + 1;
                return begun.Append(rest[..length]).ToString();
            }

            begun.Append(rest);
            next = end;
            IsTooLong = begun.Length > longest;
        }

        return isBegun && !IsTooLong ? begun.ToString() : null;
    }

    private async ValueTask<bool> HasMoreAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (next == end)
                (next, end) = (0, await reader.ReadAsync(buffer, cancellation));
            if (end == 0)
                return false;
            if (!skipsLineFeed || buffer[next] != '\n')
                break;
            next++;
            skipsLineFeed = false;
        }

        skipsLineFeed = false;
        return true;
    }
}
