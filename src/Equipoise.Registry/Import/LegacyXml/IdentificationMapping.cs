using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Who the study is and who answers for it.</summary>
internal static class IdentificationMapping
{
    /// <summary>The study's id; null where it has none that can be read.</summary>
    public static StudyId? IdOf(LegacyElement study) =>
        StudyId.TryParse(study.One("id_info")?.Take("nct_id"), out var id) ? id : null;

    /// <summary>The names of the study.</summary>
    /// <exception cref="FormatException">It has two ids.</exception>
    public static RecordObject MapIdentification(LegacyElement study)
    {
        var ids = study.One("id_info");
        var id = ids?.Take("nct_id");
        if (ids?.TakeAll("nct_id").FirstOrDefault(other => !string.Equals(other.Trim(), id?.Trim(), StringComparison.Ordinal)) is { } second)
            throw new FormatException($"The record has two ids, '{id}' and '{second}'.");
        if (id is not null)
            study.One("required_header")?.TakeRepeats("url", said => said.EndsWith(id.Trim(), StringComparison.Ordinal));
        // The address of the record is told by its id, and the words about the address by the address.
        study.One("required_header")?.TakeRepeats("link_text", _ => true);
        return new RecordObject()
            .Text("nctId", id)
            .Texts("nctIdAliases", ids?.TakeAll("nct_alias") ?? [])
            .Put("orgStudyIdInfo", new RecordObject().Text("id", ids?.Take("org_study_id")))
            .Put("secondaryIdInfos", ids?.TakeAll("secondary_id").Select(secondary => new RecordObject().Text("id", secondary)) ?? [])
            .Put("organization", MapOrganization(study))
            .Text("briefTitle", study.Take("brief_title"))
            .Text("officialTitle", study.Take("official_title"))
            .Text("acronym", study.Take("acronym"));
    }

    public static RecordObject MapSponsors(LegacyElement study)
    {
        var party = study.One("responsible_party");
        var sponsors = study.One("sponsors");
        return new RecordObject()
            .Put("responsibleParty", new RecordObject()
                .Value("type", "ResponsiblePartyType", party?.One("responsible_party_type"))
                .Text("investigatorFullName", party?.Take("investigator_full_name"))
                .Text("investigatorTitle", party?.Take("investigator_title"))
                .Text("investigatorAffiliation", party?.Take("investigator_affiliation"))
                .Text("oldNameTitle", party?.Take("name_title"))
                .Text("oldOrganization", party?.Take("organization")))
            .Put("leadSponsor", MapSponsor(sponsors?.One("lead_sponsor")))
            .Put("collaborators", sponsors?.All("collaborator").Select(MapSponsor) ?? []);
    }

    public static RecordObject MapOversight(LegacyElement study)
    {
        var oversight = study.One("oversight_info");
        return new RecordObject()
            .YesNo("oversightHasDmc", oversight?.One("has_dmc"))
            .YesNo("isFdaRegulatedDrug", oversight?.One("is_fda_regulated_drug"))
            .YesNo("isFdaRegulatedDevice", oversight?.One("is_fda_regulated_device"))
            .YesNo("isUnapprovedDevice", oversight?.One("is_unapproved_device"))
            .YesNo("isPpsd", oversight?.One("is_ppsd"))
            .YesNo("isUsExport", oversight?.One("is_us_export"));
    }

    /// <summary>The organization has no class of its own in the older XML; where it is one of the sponsors, theirs is its own.</summary>
    private static RecordObject MapOrganization(LegacyElement study)
    {
        var name = study.Take("source");
        var sponsors = study.One("sponsors");
        var itself = (sponsors?.All("lead_sponsor") ?? []).Concat(sponsors?.All("collaborator") ?? [])
            .FirstOrDefault(sponsor => string.Equals(sponsor.Take("agency")?.Trim(), name?.Trim(), StringComparison.Ordinal));
        return new RecordObject().Text("fullName", name).Value("class", "AgencyClass", name is null ? null : itself?.One("agency_class"));
    }

    private static RecordObject MapSponsor(LegacyElement? sponsor) => new RecordObject()
        .Text("name", sponsor?.Take("agency"))
        .Value("class", "AgencyClass", sponsor?.One("agency_class"));
}
