package org.languagetool.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Starts as LanguageTool's server does, on the port after -p; finds "teh" in every text. */
public class HTTPServer {
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        var server = com.sun.net.httpserver.HttpServer.create(
            new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/v2/healthcheck", exchange -> answer(exchange, "OK"));
        server.createContext("/v2/languages", exchange -> answer(exchange,
            "[{\"name\": \"English\", \"code\": \"en\", \"longCode\": \"en-GB\"}]"));
        server.createContext("/v2/check", exchange -> {
            String body = java.net.URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
            int start = body.indexOf("text=") + 5;
            int found = body.indexOf("teh", start) - start;
            answer(exchange, "{\"matches\": [{\"message\": \"\", \"replacements\": [],"
                + " \"offset\": " + found + ", \"length\": 3,"
                + " \"context\": {\"text\": \"\", \"offset\": 0},"
                + " \"rule\": {\"id\": \"TEH\", \"issueType\": \"\", \"category\": {\"id\": \"\"}}}]}");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
