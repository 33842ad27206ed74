using System.Text;
using System.Xml;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>One element of a study in the older XML, which remembers what has been taken from it: what nobody takes has no
/// place in the newer form, and is reported.</summary>
internal sealed class LegacyElement(string name)
{
    // Hostile XML has very many elements: what most of them lack is made when it is needed.
    private List<LegacyElement>? children;
    private Dictionary<string, string>? attributes;
    private HashSet<string>? takenAttributes;
    private StringBuilder? text;
    private bool isTaken;

    public string Name => name;

    private bool HasText
    {
        get
        {
            if (text is null)
                return false;
            foreach (var chunk in text.GetChunks())
            {
                if (!chunk.Span.IsWhiteSpace())
                    return true;
            }

            return false;
        }
    }

    /// <summary>Reads the element that the reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="moveOn">Moves it to the next node; false where there is none.</param>
    public static LegacyElement Read(XmlReader reader, Func<bool> moveOn)
    {
        var root = Start(reader);
        var open = new Stack<LegacyElement>([root]);
        var isEmpty = reader.IsEmptyElement;
        while (!isEmpty && open.Count > 0 && moveOn())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count >= ReadLimits.Depth)
                        throw new SourceProblemException(RecordReader.TooDeep, default);
                    var child = Start(reader);
                    (open.Peek().children ??= []).Add(child);
                    if (!reader.IsEmptyElement)
                        open.Push(child);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    (open.Peek().text ??= new StringBuilder()).Append(reader.Value);
                    break;
            }
        }

        return root;
    }

    /// <summary>The elements of that name.</summary>
    public IEnumerable<LegacyElement> All(string child) => children?.Where(element => string.Equals(element.Name, child, StringComparison.Ordinal)) ?? [];

    /// <summary>The first element of that name.</summary>
    public LegacyElement? One(string child) => children?.Find(element => string.Equals(element.Name, child, StringComparison.Ordinal));

    /// <summary>The elements of that name within the first <c>…_list</c> of it, as results have them.</summary>
    public IEnumerable<LegacyElement> Listed(string child) => One($"{child}_list")?.All(child) ?? [];

    /// <summary>Takes the element's own text; null where it has none.</summary>
    public string? Take()
    {
        isTaken = true;
        return HasText ? text!.ToString() : null;
    }

    /// <summary>Takes the text of the first element of that name.</summary>
    public string? Take(string child) => One(child)?.Take();

    /// <summary>Takes the texts of all elements of that name.</summary>
    public IEnumerable<string> TakeAll(string child) => All(child).Select(element => element.Take()).OfType<string>();

    /// <summary>Takes an attribute.</summary>
    public string? TakeAttribute(string attribute)
    {
        if (attributes is null)
            return null;
        (takenAttributes ??= new HashSet<string>(StringComparer.Ordinal)).Add(attribute);
        return attributes.TryGetValue(attribute, out var value) && value.Trim().Length > 0 ? value : null;
    }

    /// <summary>Says that the text taken was of no use after all.</summary>
    public void Leave() => isTaken = false;

    /// <summary>The same for an attribute.</summary>
    public void LeaveAttribute(string attribute) => takenAttributes?.Remove(attribute);

    /// <summary>Takes the texts of all elements of that name that say only what the record says already.</summary>
    public void TakeRepeats(string child, Func<string, bool> isRepeat)
    {
        foreach (var element in All(child))
        {
            if (element.Take() is { } said && !isRepeat(said.Trim()))
                element.Leave();
        }
    }

    /// <summary>Reports what was not taken.</summary>
    public void Report(UnmappedElements unmapped, string path = "")
    {
        foreach (var child in children ?? [])
        {
            var childPath = path.Length == 0 ? child.Name : $"{path}/{child.Name}";
            if (!child.isTaken && child.HasText)
                unmapped.Add(childPath);
            foreach (var attribute in child.attributes?.Keys.Where(attribute => child.takenAttributes?.Contains(attribute) != true) ?? [])
                unmapped.Add($"{childPath}/@{attribute}");
            child.Report(unmapped, childPath);
        }
    }

    private static LegacyElement Start(XmlReader reader)
    {
        var element = new LegacyElement(reader.LocalName);
        while (reader.MoveToNextAttribute())
            (element.attributes ??= new Dictionary<string, string>(StringComparer.Ordinal))[reader.LocalName] = reader.Value;
        reader.MoveToElement();
        return element;
    }
}
