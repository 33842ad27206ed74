using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>How the forms of all versions of a protocol become rows, each worked out once.</summary>
internal sealed class FormMappings
{
    private readonly Dictionary<(string Version, string Form), FormMapping?> known = [];

    public FormMapping? Of(AcceptedProtocol protocol, string form)
    {
        if (!known.TryGetValue((protocol.Number, form), out var mapping))
            known[(protocol.Number, form)] = mapping = protocol.Design.Form(form) is { } found ? FormMapping.Of(protocol.Design, found) : null;
        return mapping;
    }
}
