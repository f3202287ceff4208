using System.Globalization;
using System.Net;

namespace Rampart.Reporting.Html;

/// <summary>Small pieces of HTML. Whatever comes from data passes <see cref="Text"/> first.</summary>
public static class Markup
{
    /// <summary>Data as text that can't become markup.</summary>
    public static string Text(string data) => WebUtility.HtmlEncode(data);

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A section with a heading; nothing when the body is empty.</summary>
    public static string Section(string id, string heading, string body) =>
        body.Length == 0 ? "" : $"<section id=\"{id}\"><h2>{Text(heading)}</h2>\n{body}</section>\n";

    /// <summary>An image as a data URI, shown with sharp pixels.</summary>
    public static string Image(byte[] png, string description) =>
        $"<img alt=\"{Text(description)}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">";
}
