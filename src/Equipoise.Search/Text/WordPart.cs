namespace Equipoise.Search.Text;

/// <summary>What a sign is to a word.</summary>
internal enum WordPart
{
    None,
    Letter,
    Digit,
    Ideograph,
}
