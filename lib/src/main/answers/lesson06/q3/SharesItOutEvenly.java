List<String> report(Steps steps, Duration patience) throws Exception {
    var share = patience.dividedBy(6);               // generous steps pay for nobody
    var parts = new ArrayList<String>();
    try {
        for (var name : steps.names()) {
            parts.add(steps.call(name, share));
        }
    } catch (TimeoutException e) {
        parts.add("gave up");
    }
    return parts;
}
