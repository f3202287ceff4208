using System.Collections;
using System.Globalization;
using System.Text;

namespace Rampart.Bus.Faults;

/// <summary>Writes the values of AMQP headers, which nest, for people.</summary>
static class HeaderText
{
    const int Deepest = 8;

    public static string Of(object? value) => Of(value, 0);

    static string Of(object? value, int depth) => value switch
    {
        null => "",
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ when depth == Deepest => "...",
        IDictionary<string, object?> table => $"{{{string.Join(", ", table.Select(field => $"{field.Key}: {Of(field.Value, depth + 1)}"))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(item => Of(item, depth + 1)))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
