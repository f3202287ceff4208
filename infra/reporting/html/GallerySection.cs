using System.Text;
using Rampart.Contracts;
using Rampart.Reporting.Images;

namespace Rampart.Reporting.Html;

/// <summary>Samples: clean | adversarial | difference, with every model's answers before and after the attack on that very model.</summary>
static class GallerySection
{
    public static string Render(IReadOnlyList<GalleryEntry> gallery)
    {
        if (gallery.Count == 0)
        {
            return "";
        }
        var html = new StringBuilder();
        html.Append($"<p>Each model is attacked on its own, at {string.Join(" or ", gallery.Select(entry => entry.Epsilon).Distinct().Order().Select(Radius.Name))}. The difference is amplified so that the whole radius is black or white.</p>\n");
        foreach (var entry in gallery)
        {
            Append(html, entry);
        }
        return html.ToString();
    }

    static void Append(StringBuilder html, GalleryEntry entry)
    {
        html.Append($"<article class=\"sample\"><figure>{Picture(entry, entry.Clean, "clean image")}<figcaption>clean: {Markup.Text(entry.Truth)}</figcaption></figure>\n");
        foreach (var view in entry.Views)
        {
            html.Append($"<div class=\"view\"><h3>{Markup.Text(view.Model)}</h3><div class=\"pair\">");
            html.Append(Picture(entry, view.Adversarial, $"adversarial image against {view.Model}"));
            html.Append(Picture(entry, Difference.Amplify(entry.Clean, view.Adversarial, entry.Epsilon), "amplified difference"));
            html.Append($"</div><p>{Answer("clean", view.CleanAnswer, entry.Truth)}<br>{Answer("attacked", view.AdversarialAnswer, entry.Truth)}</p></div>\n");
        }
        html.Append($"<p class=\"question\">{Markup.Text(entry.Question)} <small>{Markup.Text(entry.Id)}</small></p></article>\n");
    }

    static string Picture(GalleryEntry entry, byte[] pixels, string description) =>
        Markup.Image(Png.Encode(pixels, entry.Channels, entry.Height, entry.Width), $"{description}, {entry.Id}");

    static string Answer(string when, string answer, string truth) =>
        $"{when}: <span class=\"{(answer == truth ? "yes" : "no")}\">{Markup.Text(answer)} {(answer == truth ? "✓" : "✗")}</span>";
}
