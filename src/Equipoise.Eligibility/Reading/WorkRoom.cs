using Equipoise.Eligibility.Reading.Grammar;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <summary>What a reading works in: the next on the same thread may have it.</summary>
/// <remarks>Several entries lie open at once, so that all of them are cut, then all are read, then what was left of them is read again: each of these is more code than a
/// processor holds close by, and is fetched once for several entries.</remarks>
internal sealed class WorkRoom
{
    /// <summary>How many entries lie open at once.</summary>
    public const int Desks = 16;

    [ThreadStatic]
    private static WorkRoom? free;

    private readonly Desk?[] desks = new Desk?[Desks];

    /// <summary>For what stands above entries.</summary>
    public Desk Above { get; private set; } = new();

    /// <summary>For one of the entries that lie open.</summary>
    public Desk this[int index] => desks[index] ??= new Desk();

    /// <summary>The room that this thread left, or a new one.</summary>
    public static WorkRoom Enter()
    {
        var room = free ?? new WorkRoom();
        free = null;
        return room;
    }

    /// <summary>Leaves it to the next, but for what a long text made large.</summary>
    public void Leave()
    {
        if (!Above.Clear())
            Above = new Desk();
        for (var i = 0; i < Desks; i++)
        {
            if (desks[i] is { } desk && !desk.Clear())
                desks[i] = null;
        }

        free = this;
    }

    /// <summary>The tokens of one entry, and the place in them that is read.</summary>
    internal sealed class Desk
    {
        private const int LongestKept = 2048;

        public TokenList Tokens { get; } = new();

        public TokenCursor Cursor { get; } = new(Lexicon.Default);

        /// <summary>Cuts an entry and looks its words up.</summary>
        public void Cut(string text, Entry entry)
        {
            Tokens.Clear();
            Lexer.Cut(text, entry.Start, entry.End, Lexicon.Default.Spellings, Tokens);
            Abbreviations.Drop(text, Tokens);
            Cursor.Reset(text, Tokens);
        }

        /// <summary>Lets go of the text; false where what is kept of it is large.</summary>
        public bool Clear()
        {
            Cursor.Forget();
            return Tokens.Array.Length <= LongestKept;
        }
    }
}
