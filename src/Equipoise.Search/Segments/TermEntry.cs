using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Where the lists of a normal form are.</summary>
internal sealed class TermEntry
{
    public TermEntry(ReadOnlySpan<byte> entry)
    {
        var reader = new ByteReader(entry);
        var groups = new GroupList[reader.Int()];
        var offset = (long)reader.Varint();
        for (var number = 0; number < groups.Length; number++)
        {
            groups[number] = new GroupList(reader.Int(), reader.Int(), offset, reader.Int());
            offset += groups[number].Length;
        }

        var forms = new FormList[reader.Int()];
        offset = (long)reader.Varint();
        for (var number = 0; number < forms.Length; number++)
        {
            forms[number] = new FormList(reader.Text().ToArray(), reader.Int(), offset, reader.Int(), reader.Int());
            offset += forms[number].DocumentLength + (long)forms[number].PositionLength;
        }

        Groups = groups;
        Forms = forms;
    }

    /// <summary>One list for each group that has the word, in the order of the groups' numbers.</summary>
    public IReadOnlyList<GroupList> Groups { get; }

    /// <summary>One list for each form it is written in, in the order of their bytes.</summary>
    public IReadOnlyList<FormList> Forms { get; }

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
}
