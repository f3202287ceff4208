using System.Globalization;
using MassTransit;
using Rampart.Bus.Faults;

namespace Rampart.Bus.Journaling;

/// <summary>Headers in the form in which the journal takes them: a list that each thread uses again, so good until the next call on it.</summary>
static class TransportHeaders
{
    [ThreadStatic]
    static List<KeyValuePair<string, string>>? _list;

    /// <summary>The headers with which a message arrived.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ReceiveContext context) => Fill(context.TransportHeaders, Empty());

    /// <summary>The headers with which a message is sent.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(SendContext context)
    {
        List<KeyValuePair<string, string>> list = Empty();
        if (context.ContentType is { } type)
        {
            list.Add(new(MessageHeaders.ContentType, type.MediaType));
        }
        return Fill(context.Headers, list);
    }

    static List<KeyValuePair<string, string>> Fill(Headers headers, List<KeyValuePair<string, string>> list)
    {
        foreach (KeyValuePair<string, object> header in headers.GetAll())
        {
            list.Add(new(header.Key, Text(header.Value)));
        }
        return list;
    }

    static List<KeyValuePair<string, string>> Empty()
    {
        _list ??= [];
        _list.Clear();
        return _list;
    }

    static string Text(object? value) => value switch
    {
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => HeaderText.Of(value),
    };
}
