namespace Equipoise.Registry.Schema;

/// <summary>One value of an enum type.</summary>
/// <param name="Value">As it stands in records, such as <c>NOT_YET_RECRUITING</c>.</param>
/// <param name="Legacy">The registry's older wording, such as <c>Not yet recruiting</c>, which queries may still use.</param>
/// <param name="Label">What people read on our pages, such as <c>Not yet enrolling</c>.</param>
public sealed record EnumValue(string Value, string Legacy, string Label);
