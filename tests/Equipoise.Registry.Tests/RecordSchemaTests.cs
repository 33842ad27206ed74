using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests;

public sealed class RecordSchemaTests
{
    [Fact]
    public void Every_field_of_the_api_has_its_place()
    {
        var inRecords = RecordSchema.Fields.Where(field => !field.IsIndexedOnly).ToList();

        // The counts that /studies/metadata gives, without and with includeIndexedOnly.
        inRecords.Count.ShouldBe(454);
        RecordSchema.Fields.Count.ShouldBe(454 + 77);
        RecordSchema.Piece("NCTId").Path.ShouldBe("protocolSection.identificationModule.nctId");
        RecordSchema.FindPath("hasResults")!.Piece.ShouldBe("HasResults");
        RecordSchema.FindPiece("NoSuchPiece").ShouldBeNull();
    }

    [Fact]
    public void Lists_enums_and_older_names_are_known()
    {
        var phases = RecordSchema.Piece("Phase");
        phases.IsList.ShouldBeTrue();
        phases.EnumType.ShouldBe("Phase");
        RecordSchema.Piece("StartDate").OtherNames.ShouldContain("START-DATE");
        RecordSchema.Piece("StartDate").Type.ShouldBe(FieldType.Date);
        RecordSchema.Piece("MinimumAge").Type.ShouldBe(FieldType.Duration);
        RecordSchema.Piece("LocationGeoPoint").Type.ShouldBe(FieldType.GeoPoint);
        RecordSchema.Fields.Where(field => field.IsNested).Select(field => field.Piece).ShouldBe(["Location"]);
    }

    [Fact]
    public void Every_enum_field_has_an_enum_type_with_values()
    {
        foreach (var field in RecordSchema.Fields.Where(field => field.Type == FieldType.Enumeration))
            RecordSchema.Enums[field.EnumType!].ShouldNotBeEmpty(field.Path);
        RecordSchema.Enums["Status"].ShouldContain(new EnumValue("NOT_YET_RECRUITING", "Not yet recruiting", "Not yet enrolling"));
    }

    [Fact]
    public void Areas_weigh_their_fields()
    {
        var conditions = RecordSchema.Area("ConditionSearch");

        conditions.Parameter.ShouldBe("cond");
        conditions.Label.ShouldBe("Conditions or disease");
        conditions.Fields.Select(field => (field.Field.Piece, field.Weight)).ShouldBe(
        [
            ("Condition", 0.95), ("BriefTitle", 0.6), ("OfficialTitle", 0.55), ("ConditionMeshTerm", 0.5),
            ("ConditionAncestorTerm", 0.4), ("Keyword", 0.3), ("NCTId", 0.2),
        ]);
        RecordSchema.Areas.SelectMany(area => area.Fields).ShouldAllBe(field => field.Weight > 0 && field.Weight <= 1);
    }

    [Fact]
    public void Criteria_are_searched_only_where_criteria_are_asked_for() =>
        RecordSchema.Areas.Where(area => area.Fields.Any(field => field.Field.Piece == "EligibilityCriteria"))
            .Select(area => area.Name).ShouldBe(["EligibilitySearch"]);
}
