namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>What else belongs to the results: limits, agreements, whom to ask.</summary>
/// <remarks>The older XML writes answers to the registry's questions as sentences; the newer form has the answers. A sentence
/// that is not one of them is the sponsor's own wording of another kind of agreement.</remarks>
internal static class MoreInfoMapping
{
    public static RecordObject Map(LegacyElement results)
    {
        var contact = results.One("point_of_contact");
        return new RecordObject()
            .Put("limitationsAndCaveats", new RecordObject().Markup("description", results.Take("limitations_and_caveats")))
            .Put("certainAgreement", MapAgreement(results.One("certain_agreements")))
            .Put("pointOfContact", new RecordObject()
                .Text("title", contact?.Take("name_or_title"))
                .Text("organization", contact?.Take("organization"))
                .Text("email", contact?.Take("email"))
                .Text("phone", contact?.Take("phone"))
                .Text("phoneExt", contact?.Take("phone_ext")));
    }

    private static RecordObject MapAgreement(LegacyElement? agreements)
    {
        var agreement = new RecordObject();
        if (agreements?.Take("pi_employee") is { } employee)
        {
            if (employee.Contains("are NOT employed", StringComparison.Ordinal) || employee.Contains("ARE employed", StringComparison.Ordinal))
                agreement.Put("piSponsorEmployee", employee.Contains("ARE employed", StringComparison.Ordinal));
            else
                agreements.One("pi_employee")!.Leave();
        }

        if (agreements?.Take("restrictive_agreement")?.Trim() is not { } restriction)
            return agreement;
        if (restriction.StartsWith("There is NOT an agreement", StringComparison.Ordinal))
            return agreement.Put("restrictiveAgreement", false);
        var kind = KindOf(restriction);
        return agreement
            .Text("restrictionType", kind)
            .Put("restrictiveAgreement", true)
            .Markup("otherDetails", kind is "OTHER" ? restriction : null);
    }

    private static string KindOf(string restriction) =>
        !restriction.StartsWith("The only disclosure restriction on the PI is that the sponsor can review results communications", StringComparison.Ordinal) ? "OTHER" :
        restriction.Contains("more than 60 days", StringComparison.Ordinal) ? "GT60" :
        restriction.Contains("60 days", StringComparison.Ordinal) ? "LTE60" :
        "OTHER";
}
