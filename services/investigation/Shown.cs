namespace Rampart.Investigation;

/// <summary>How messages show what somebody gave.</summary>
static class Shown
{
    const int Longest = 80;

    /// <summary>The text, shortened if it is long.</summary>
    public static string Of(string text) => text.Length <= Longest ? text : text[..Longest] + "...";
}
