using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>What the dictionary says of a normal form: how it is written and where its lists are.
/// <code>(documents − 1) · 4, + 2 where there are several forms, + 1 where the only one is not the normal form · [number of forms] · forms ·
/// a rare word, or: number of groups · for each its number · 3 + what its list is part of, how many documents fewer than the word it has, and its list's
/// length · the number of the longest list, counted from 1, or 0 where no group has the word · where that list has not all of the word's documents, the
/// length of a list of their own</code>
/// A form is how much it shares with the normal form and the rest and, where there are several, how many documents have it.</summary>
internal sealed class TermEntry
{
    /// <summary>How many kinds of <see cref="ListBasis"/> there are.</summary>
    public const int Bases = 3;

    private IReadOnlyList<GroupList>? lists;

    /// <summary>Reads an entry.</summary>
    /// <param name="entry">Its bytes.</param>
    /// <param name="normal">The normal form.</param>
    /// <param name="groupsStart">Where its lists begin in the file of groups, or -1 for a rare word.</param>
    /// <param name="placesStart">The same in the file of places.</param>
    /// <param name="placesLength">How long they are there.</param>
    /// <param name="codes">What rare words have in groups.</param>
    public TermEntry(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> normal, long groupsStart, long placesStart, long placesLength, GroupCodes codes)
    {
        var reader = new ByteReader(entry);
        var head = reader.Varint();
        Documents = (int)(head >> 2) + 1;
        Forms = ReadForms(ref reader, (int)head & 3, normal);
        if (groupsStart < 0)
        {
            Rare = new RareWord(ref reader, Documents, Forms.Count, codes);
            return;
        }

        var groups = new GroupList[reader.Int()];
        for (var number = 0; number < groups.Length; number++)
        {
            var (group, basis) = Math.DivRem(reader.Int(), Bases);
            groups[number] = new GroupList(group, Documents - reader.Int(), (ListBasis)basis, groupsStart, reader.Int());
            groupsStart += groups[number].Length;
        }

        lists = groups;
        (PlacesStart, PlacesLength) = (placesStart, placesLength);
        if (reader.Int() is > 0 and var longest)
            Longest = groups[longest - 1];
        if (Longest?.Count == Documents)
            Whole = Longest;
        else
            DocumentsLength = reader.Int();
    }

    /// <summary>How many documents have it.</summary>
    public int Documents { get; }

    /// <summary>One list for each group that has the word, in the order of the groups' numbers.</summary>
    public IReadOnlyList<GroupList> Groups => lists ??= Rare!.Groups();

    /// <summary>The forms it is written in, in the order of their bytes.</summary>
    public IReadOnlyList<WordForm> Forms { get; }

    /// <summary>All of a word that few documents have.</summary>
    public RareWord? Rare { get; }

    /// <summary>The list of most documents, or null where the word is rare or in no group.</summary>
    public GroupList? Longest { get; }

    /// <summary>The group that has the word wherever it stands, or null.</summary>
    public GroupList? Whole { get; }

    /// <summary>Where the word's places begin.</summary>
    public long PlacesStart { get; }

    /// <summary>How many bytes they have.</summary>
    public long PlacesLength { get; }

    /// <summary>How long the list of documents before them is.</summary>
    public int DocumentsLength { get; }

    /// <summary>The list of a group, or null.</summary>
    public GroupList? Group(int number)
    {
        foreach (var group in Groups)
        {
            if (group.Group == number)
                return group;
        }

        return null;
    }

    /// <summary>Writes the part that all entries have.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="normal">The normal form.</param>
    /// <param name="documents">How many documents have it.</param>
    /// <param name="written">Forms it is written in.</param>
    /// <param name="forms">Which of these occur, each with how many documents have it.</param>
    public static void WriteForms(ByteBuffer target, ReadOnlySpan<byte> normal, int documents, FormList written, List<(int Form, int Documents)> forms)
    {
        var several = forms.Count > 1;
        var other = !several && !written[forms[0].Form].SequenceEqual(normal);
        target.AddVarint(((ulong)(documents - 1) << 2) | (several ? 2UL : 0) | (other ? 1UL : 0));
        if (!several && !other)
            return;
        if (several)
            target.AddVarint((ulong)forms.Count);
        foreach (var (form, holders) in forms)
        {
            var letters = written[form];
            var shared = letters.CommonPrefixLength(normal);
            target.AddVarint((ulong)shared);
            target.AddText(letters[shared..]);
            if (several)
                target.AddVarint((ulong)holders);
        }
    }

    private WordForm[] ReadForms(ref ByteReader reader, int kind, ReadOnlySpan<byte> normal)
    {
        if (kind == 0)
            return [new WordForm(normal.ToArray(), Documents)];
        var forms = new WordForm[kind == 1 ? 1 : reader.Int()];
        for (var number = 0; number < forms.Length; number++)
        {
            var shared = normal[..reader.Int()];
            forms[number] = new WordForm([.. shared, .. reader.Text()], kind == 1 ? Documents : reader.Int());
        }

        return forms;
    }
}
