using Equipoise.Protocols;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>The studies that rules are tried on: ILLUMINE, and an oral one as different as can be.</summary>
internal static class SomeStudy
{
    public static StudyDesign Illumine { get; } = ShippedProtocols.Find("NCT07264075")!.Design!;

    public static StudyDesign Oral { get; } = ProtocolReader.Read(File.ReadAllText(Equipoise.Testing.Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml"))).Design!;

    public static Protocols.Arms.Treatment Treatment(this StudyDesign design, string arm, string code) => design.Arm(arm).Treatments.Single(treatment => treatment.Code == code);

    public static Protocols.Arms.Treatment With(this Protocols.Arms.Treatment treatment, Recalculation? rule) => treatment with { Recalculation = rule };
}
